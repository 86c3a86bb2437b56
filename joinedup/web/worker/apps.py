"""The worker as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """Does the long work that pages ask for."""

    name = "joinedup.web.worker"
    label = "worker"
    verbose_name = "Worker"
