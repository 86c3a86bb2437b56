"""The worker: does long work one piece at a time, at low priority, in a process that can be stopped.

`python -m django work` takes work from the queue for as long as it runs. Each piece is done by
`python -m django work NUMBER` in a process of its own, so that stopping it stops everything it began, and a
crash in it leaves the worker running. Work that was under way when the worker died is taken up again.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, transaction
from django.utils import timezone

from joinedup.access.audit import record
from joinedup.errors import JoinedUpError
from joinedup.web.jobs.models import Job, State
from joinedup.web.sections import JOB_KINDS
from joinedup.web.shell import Done, council

_LOOKS_EVERY = 0.5  # seconds between two looks at the queue
_TELLS_EVERY = 0.5  # seconds between two writes of how far the work is
_NICENESS = 15
_MOST_ATTEMPTS = 3
_WORKER = "JOINEDUP_WORKER"  # the number of the worker's process, told to the one that does the work
_ONE_THREAD = dict.fromkeys(("NUMBA_NUM_THREADS", "POLARS_MAX_THREADS", "OMP_NUM_THREADS"), "1")


def work_for_ever() -> None:
    """Take work from the queue until told to stop; whatever the database does, go on."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _alone():
        while True:
            close_old_connections()
            with suppress(DatabaseError, InterfaceError, OSError):
                # Each time: whether work ended cannot be written down while the database is away.
                take_up_again()
                work_once()
            time.sleep(_LOOKS_EVERY)


def take_up_again() -> int:
    """Put work that was under way when a worker died back into the queue; returns how many pieces."""
    return Job.objects.filter(state=State.RUNNING).update(state=State.WAITING, share=0.0, doing="")


def work_once() -> bool:
    """Do the piece of work that has waited longest; returns whether there was one."""
    with transaction.atomic():
        job = Job.objects.filter(state=State.WAITING).order_by("id").first()
        if job is None:
            return False
        job.state, job.began_at, job.attempts = State.RUNNING, timezone.now(), job.attempts + 1
        job.save(update_fields=["state", "began_at", "attempts"])
    if job.attempts > _MOST_ATTEMPTS:
        _end(
            job.pk,
            State.FAILED,
            f"It was stopped {_MOST_ATTEMPTS} times before it was done. Ask for it again.",
        )
        return True
    _watched(job.pk)
    return True


def _watched(number: int) -> None:
    command = [sys.executable, "-m", "django", "work", str(number)]
    given = _ONE_THREAD | {_WORKER: str(os.getpid())}
    child = subprocess.Popen(command, env=os.environ | given, start_new_session=True)  # noqa: S603 -- our own interpreter and module
    try:
        while child.poll() is None:
            time.sleep(_LOOKS_EVERY)
            with suppress(DatabaseError, InterfaceError):
                if Job.objects.filter(pk=number, is_to_stop=True).exists():
                    _kill(child)
                    _end(number, State.STOPPED, "Stopped. Nothing of it was kept that was not whole.")
                    return
    finally:
        _kill(child)
    # A process that ends well has written what came of it; one that died has not.
    if Job.objects.filter(pk=number, state=State.RUNNING).exists():
        Job.objects.filter(pk=number).update(state=State.WAITING, share=0.0, doing="")


def _kill(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def do(number: int) -> None:
    """Do one piece of work, giving way to everything else, and write down what came of it."""
    os.nice(_NICENESS)
    if _WORKER in os.environ:
        Thread(target=_end_with, args=(int(os.environ[_WORKER]),), daemon=True).start()
    job = Job.objects.get(pk=number)
    kind = next((one for one in JOB_KINDS if one.name == job.kind), None)
    if kind is None:
        _end(number, State.FAILED, "This version of JoinedUp does not know this kind of work.")
        return
    told = [0.0]

    def tell(doing: str, share: float) -> None:
        if time.monotonic() - told[0] >= _TELLS_EVERY:
            told[0] = time.monotonic()
            with suppress(DatabaseError, InterfaceError):
                Job.objects.filter(pk=number).update(doing=doing[:200], share=min(max(share, 0.0), 1.0))

    try:
        done = kind.run(council(), job.asked_for, tell)
    except JoinedUpError as refusal:
        _end(number, State.FAILED, str(refusal))
    else:
        _end(number, State.DONE, done.says, done)


def _end_with(worker: int) -> None:
    """End this process and all it began once its worker is gone, since the next one does the work anew."""
    while os.getppid() == worker:
        time.sleep(_LOOKS_EVERY)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _end(number: int, state: State, says: str, done: Done | None = None) -> None:
    with transaction.atomic():
        Job.objects.filter(pk=number).update(
            state=state,
            says=says,
            ended_at=timezone.now(),
            share=1.0 if done else 0.0,
            address=done.address if done else "",
        )
        record(None, f"long work {state.label.lower()}", f"job {number}")


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the worker's lock, so that no two workers do the same work; a second one waits for its turn."""
    folder = Path(settings.COUNCIL_FOLDER) / ".joinedup"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "worker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
