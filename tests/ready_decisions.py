"""Decisions of one patch, ready to be decided, put into a council that is being served.

`python ready_decisions.py PATCH POST POUNDS ...` makes one for each sum and prints their numbers.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from serving import run_beside


def ready_decisions(folder: Path, patch: str, post: str, *pounds: str) -> list[int]:
    """Return the numbers of decisions on premises in a patch, one for each sum of pounds a year."""
    return list(json.loads(run_beside(folder, __file__, patch, post, *pounds)))


def _make(folder: Path, patch: str, post: str, pounds: str) -> int:
    from web_scenes import TestedLife

    life = TestedLife(folder, patches=(patch,))
    life.prepared(pounds=pounds, subject="use_of_premises", patch=patch, post=post)
    return int(life.decision.pk)


if __name__ == "__main__":
    import django

    django.setup()
    here, (place, lead, *sums) = Path(os.environ["JOINEDUP_COUNCIL"]), sys.argv[1:]
    print(json.dumps([_make(here, place, lead, one) for one in sums]))
