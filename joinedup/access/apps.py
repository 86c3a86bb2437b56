"""The access application as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, roles and the audit."""

    name = "joinedup.access"
    label = "access"
    verbose_name = "Access"
    default_auto_field = "django.db.models.BigAutoField"
