"""Getting Django ready for a command that reads or writes what people do."""

from __future__ import annotations

import os
from pathlib import Path

from joinedup.folder import Council


def set_up_django(here: Council) -> None:
    """Let this process read and write the records of a council.

    The settings are named and not imported: a command and a page are two doors; neither leads to the other.
    """
    set_up_django_at(here.folder)


def set_up_django_at(folder: Path) -> None:
    """Let this process read and write the records of a council in a folder, which need not be there yet."""
    os.environ["JOINEDUP_COUNCIL"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "joinedup.web.settings"
    import django

    django.setup()


def prepare(here: Council) -> None:
    """Bring the database of a council up to this version, and make it readable by its owner alone."""
    set_up_django(here)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    ours = here.folder / "council.sqlite3"
    if ours.is_file():
        ours.chmod(0o600)
