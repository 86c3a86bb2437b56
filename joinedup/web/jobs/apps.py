"""Long work as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work beside the pages."""

    name = "joinedup.web.jobs"
    label = "jobs"
    verbose_name = "Long work"
    default_auto_field = "django.db.models.BigAutoField"
