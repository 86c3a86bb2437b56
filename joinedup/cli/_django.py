"""Getting Django ready for a command that reads or writes what people do."""

from __future__ import annotations

import os

from joinedup.folder import Council


def set_up_django(here: Council) -> None:
    """Let this process read and write the records of a council.

    The settings are named and not imported: a command and a page are two doors; neither leads to the other.
    """
    os.environ["JOINEDUP_COUNCIL"] = str(here.folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "joinedup.web.settings"
    import django

    django.setup()
