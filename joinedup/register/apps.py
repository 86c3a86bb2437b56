"""The decision register as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Decisions from proposal to review."""

    name = "joinedup.register"
    label = "register"
    verbose_name = "Decision register"
    default_auto_field = "django.db.models.BigAutoField"
