"""What a web server runs."""

from __future__ import annotations

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from joinedup.parameters import load_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joinedup.web.settings")
application = get_wsgi_application()
# Read before anybody asks, and once for all processes: it takes seconds, which the first reader would wait.
import_module("joinedup.web.urls")
load_parameters()
