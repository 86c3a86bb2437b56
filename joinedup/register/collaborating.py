"""Proposing, testing and collaborating: what pages and commands use of it.

The register is a Django application, so its own `__init__` may import no model; this is its face instead.
"""

from joinedup.register._collaborating import (
    ask_again,
    close_answers,
    give_answer,
    may_answer,
    open_answers,
    standing,
    why_reason_is_needed,
    withdraw_decision,
)
from joinedup.register._consultations import PRINCIPLES, begin_consultation, consultations, tell_consultation
from joinedup.register._equality import (
    CHARACTERISTICS,
    CharacteristicStanding,
    EqualityStanding,
    equality,
    find,
    sign,
    spread_behind,
    spread_of,
    start_analysis,
)
from joinedup.register._frozen import last_test, require_whole
from joinedup.register._listed import ListedDecision, LookedFor, listed_decisions
from joinedup.register._parties import add_party, default_due, leave_out, partners_known
from joinedup.register._proposing import (
    OPEN_STAGES,
    add_alternative,
    describe,
    hold,
    missing_before_test,
    options_in_order,
    proposals_of,
    refresh_places,
    remove_alternative,
    require_open,
    take_up,
    taken_up,
    write_proposal,
    write_variant,
)
from joinedup.register._related import mark_seen, related_to, unseen_pairs
from joinedup.register._seeing import may_see
from joinedup.register._standing import PartyStanding
from joinedup.register._testing import (
    Tested,
    changes_since,
    keep_tests,
    proposed_test,
    require_testable,
    run_test,
    thawed_test,
)
from joinedup.register._together import Files, files_and_records
from joinedup.register._touches import Shared, patches_changed, service_of_levers

__all__ = [
    "CHARACTERISTICS",
    "CharacteristicStanding",
    "EqualityStanding",
    "ListedDecision",
    "LookedFor",
    "OPEN_STAGES",
    "PRINCIPLES",
    "PartyStanding",
    "Shared",
    "Tested",
    "add_alternative",
    "add_party",
    "ask_again",
    "begin_consultation",
    "changes_since",
    "close_answers",
    "consultations",
    "default_due",
    "describe",
    "hold",
    "equality",
    "find",
    "give_answer",
    "keep_tests",
    "last_test",
    "leave_out",
    "listed_decisions",
    "mark_seen",
    "may_answer",
    "may_see",
    "missing_before_test",
    "open_answers",
    "options_in_order",
    "partners_known",
    "patches_changed",
    "proposals_of",
    "proposed_test",
    "refresh_places",
    "related_to",
    "remove_alternative",
    "require_open",
    "require_testable",
    "require_whole",
    "run_test",
    "service_of_levers",
    "sign",
    "spread_behind",
    "spread_of",
    "standing",
    "start_analysis",
    "take_up",
    "tell_consultation",
    "thawed_test",
    "unseen_pairs",
    "why_reason_is_needed",
    "withdraw_decision",
    "Files",
    "files_and_records",
    "taken_up",
    "write_proposal",
    "write_variant",
]
