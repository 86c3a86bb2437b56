"""The access application as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccessConfig(AppConfig):
    """Accounts, roles and the audit."""

    name = "joinedup.access"
    label = "access"
    verbose_name = "Access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Note when each session began, so that it ends in time however much it is used."""
        # Django has to know the models before anything that reads them.
        from joinedup.access.sessions import began

        user_logged_in.connect(began, dispatch_uid="joinedup.access.sessions.began")
