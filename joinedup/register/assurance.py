"""Tests of assurance held in the web application, as the rules of leadership read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.errors import InputRefused
from joinedup.leadership import Answer, Assessment, Assurance, Judgement, as_record, still_open
from joinedup.register.models import AssuranceAnswer, AssuranceTest


def assessment_of(test: AssuranceTest) -> Assessment:
    """Return a test as far as it has come, as the pure rules read it."""
    answers = {
        one.element: Answer(
            one.evidence, one.finding, Judgement(one.judgement) if one.judgement else None, one.actions
        )
        for one in test.answers.all()
    }
    return Assessment(
        scope=test.scope,
        structure=test.structure,
        weighs=tuple(test.weighs),
        answers=answers,
        held_on=test.held_on,
        is_self_assessed=test.is_self_assessed,
        has_outside_director=test.has_outside_director,
        has_interviews=test.has_interviews,
        peer_challenge=test.peer_challenge,
        peer_challenge_on=test.peer_challenge_on,
        agreed_by=test.agreed_by,
        agreed_on=test.agreed_on,
        to_scrutiny_on=test.to_scrutiny_on,
        next_review=test.next_review,
    )


def agreed_assurances() -> tuple[Assurance, ...]:
    """Return every test of assurance that was agreed in the application."""
    tests = AssuranceTest.objects.filter(agreed_on__isnull=False).prefetch_related("answers")
    records = [as_record(assessment_of(one)) for one in tests]
    return tuple(one for one in records if one is not None)


def save_answer(
    test: AssuranceTest, element: str, answer: Answer, version: int, person: Account
) -> AssuranceAnswer:
    """Save what is said of one element.

    Args:
        test: the test, which must not have been agreed.
        element: code of the element.
        answer: what is said.
        version: the version that the person saw.
        person: who says it.

    Raises:
        InputRefused: the test was agreed, or somebody else changed the answer meanwhile.
    """
    with transaction.atomic():
        _hold_open(test)
        held, _ = AssuranceAnswer.objects.select_for_update().get_or_create(test=test, element=element)
        if held.version != version:
            raise InputRefused(
                "Somebody else changed this part while you were writing.",
                "Copy your words, open the part again, and add them to what is there now.",
            )
        held.evidence, held.finding, held.actions = answer.evidence, answer.finding, answer.actions
        held.judgement = answer.judgement.value if answer.judgement else ""
        held.version += 1
        held.save()
        record(person, "test of assurance answered", f"test of assurance {test.pk}", element=element)
    return held


def describe_test(test: AssuranceTest, said: Mapping[str, Any], person: Account) -> None:
    """Save how a test was done, what the peer challenge said, who agrees it and when it is reviewed.

    Args:
        test: the test, which must not have been agreed.
        said: the fields that change, by name.
        person: who says it.

    Raises:
        InputRefused: the test was agreed.
    """
    with transaction.atomic():
        held = _hold_open(test)
        for name, value in said.items():
            setattr(held, name, value)
        held.save(update_fields=list(said))
        record(person, "test of assurance described", f"test of assurance {test.pk}")


def drop(test: AssuranceTest, person: Account) -> None:
    """Drop a test that was begun and not agreed, with all that was said in it.

    Raises:
        InputRefused: the test was agreed.
    """
    with transaction.atomic():
        held = _hold_open(test)
        answers = held.answers.count()
        record(person, "test of assurance dropped", f"test of assurance {test.pk}", answers=answers)
        held.delete()


def agree(test: AssuranceTest, on: date, person: Account) -> None:
    """Put on record that a test was agreed, and fix what it says.

    Args:
        test: the test.
        on: the day it was agreed.
        person: who puts it on record.

    Raises:
        InputRefused: something is still open, or it was agreed before.
    """
    with transaction.atomic():
        # Read again: what the form saw may have changed since.
        whole = assessment_of(_hold_open(test))
        if lacking := still_open(whole):
            raise InputRefused(
                f"The test of assurance cannot be agreed yet. {' '.join(lacking)}", "Complete it first."
            )
        if whole.held_on is not None and on < whole.held_on:
            raise InputRefused("It cannot be agreed before the day it was held.", "Correct one of the days.")
        test.refresh_from_db()
        test.agreed_on = on
        test.digest = digest_of(test)
        test.save()
        record(
            person,
            "test of assurance agreed",
            f"test of assurance {test.pk}",
            agreed_on=on,
            agreed_by=test.agreed_by,
            digest=test.digest,
        )


def digest_of(test: AssuranceTest) -> str:
    """Return what tells one content of a test from another; it is kept when the test is agreed.

    The day on which scrutiny received it comes later and is left out.
    """
    whole = {**asdict(assessment_of(test)), "to_scrutiny_on": None}
    content = json.dumps(whole, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _hold_open(test: AssuranceTest) -> AssuranceTest:
    """Hold a test for the rest of a transaction, so that nobody agrees it meanwhile.

    Raises:
        InputRefused: the test was agreed.
    """
    held = AssuranceTest.objects.select_for_update().get(pk=test.pk)
    if held.is_agreed:
        raise InputRefused(
            "This test of assurance was agreed and can no longer be changed.", "Begin a new one where needed."
        )
    return held
