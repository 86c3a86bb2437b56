"""Fifty people at work, for locust: they read what their role offers, and now and then write.

`load.py` beside this starts it and says what each may open.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

from locust import HttpUser, task

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests"))
from online import Person, held_by_form

# Who is there, what each opens (name of the page, address), and what each writes (name, page, fields).
_PLAN = json.loads(Path(os.environ["JOINEDUP_LOAD_PLAN"]).read_text())
_THINKS = 10.0  # seconds on average
_WRITES_EACH = 10  # one visit in so many ends with something written
_SLOW_TO_FAIL = 30


class Somebody(HttpUser):
    """One of the people, who opens a page, thinks, and opens the next."""

    _began = 0

    def wait_time(self) -> float:
        """Think: most pages are read quickly, a few for long."""
        return random.expovariate(1 / _THINKS)

    def on_start(self) -> None:
        """Sign in as the next of the people."""
        who = _PLAN["people"][Somebody._began % len(_PLAN["people"])]
        Somebody._began += 1
        self.pages, self.writes = _PLAN["opens"][who], _PLAN["writes"].get(who, [])
        self.person = Person(self.host or "", self.client)
        # Fifty people do not arrive in one second, nor in step.
        self.person.sign_in(who)

    @task
    def work(self) -> None:
        """Open a page, or write."""
        if self.writes and random.randrange(_WRITES_EACH) == 0:
            self._write(random.choice(self.writes))
            return
        name, address = random.choice(self.pages)
        self._read(name, address)

    def _read(self, name: str, address: str) -> str:
        with self.client.get(address, name=name, catch_response=True, timeout=_SLOW_TO_FAIL) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
            elif "/account/sign-in/" in answer.url:
                answer.failure("was asked to sign in again")
            return str(answer.text or "")

    def _write(self, plan: dict[str, Any]) -> None:
        page = self._read(f"{plan['name']} (form)", str(plan["page"]))
        with self.client.post(
            str(plan["page"]),
            data=held_by_form(page) | plan["fields"],
            name=f"{plan['name']} (sent)",
            allow_redirects=False,
            catch_response=True,
            headers={"Referer": f"{self.host}{plan['page']}"},
        ) as answer:
            if answer.status_code == 302:
                answer.success()
            else:
                answer.failure(f"status {answer.status_code}")
