"""What is kept of rows that were sent back, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Rows sent back to be corrected."""

    name = "joinedup.web.data"
    label = "data"
    verbose_name = "Data"
    default_auto_field = "django.db.models.BigAutoField"
