"""The section of decisions: its addresses, its long work and what waits in it."""

from __future__ import annotations

from joinedup.access.roles import Needs
from joinedup.web.decisions._answers import (
    answers_close,
    answers_open,
    decision_withdraw,
    party_add,
    party_answer,
    party_ask_again,
    party_leave_out,
)
from joinedup.web.decisions._consult import (
    consultation_edit,
    consultation_new,
    equality_analysis,
    equality_find,
    equality_sign,
    equality_start,
)
from joinedup.web.decisions._levers import lever_list, lever_says
from joinedup.web.decisions._list import decisions, download
from joinedup.web.decisions._own_panels import related_seen
from joinedup.web.decisions._page import decision
from joinedup.web.decisions._propose import (
    decision_edit,
    decision_new,
    option_add,
    option_remove,
    option_variant,
    option_write,
    proposal_edit,
    proposal_new,
)
from joinedup.web.decisions._test import TEST, compare_options, test_ask, test_page
from joinedup.web.decisions._waiting import waiting
from joinedup.web.shell import Route, Section

_ONE = "<int:number>/"
_PARTY = f"{_ONE}parties/<int:party>/"
_EQUALITY = f"{_ONE}equality/"

_ROUTES = (
    Route("", decisions, "decisions", Needs.SEE_DECISIONS),
    Route("download/<slug:kind>/", download, "decisions_download", Needs.SEE_DECISIONS),
    Route("new/", decision_new, "decision_new", Needs.PROPOSE),
    Route("new/write/", proposal_new, "proposal_new", Needs.PROPOSE),
    Route("levers/", lever_list, "levers", Needs.SEE_DECISIONS),
    Route("levers/says/", lever_says, "lever_says", Needs.SEE_DECISIONS),
    Route(_ONE, decision, "decision", Needs.SEE_DECISIONS),
    Route(f"{_ONE}change/", decision_edit, "decision_edit", Needs.PROPOSE),
    Route(f"{_ONE}withdraw/", decision_withdraw, "decision_withdraw", Needs.PROPOSE),
    Route(f"{_ONE}options/add/", option_add, "option_add", Needs.PROPOSE),
    Route(f"{_ONE}options/variant/", option_variant, "option_variant", Needs.PROPOSE),
    Route(f"{_ONE}options/write/", option_write, "option_write", Needs.PROPOSE),
    Route(f"{_ONE}options/<int:option>/remove/", option_remove, "option_remove", Needs.PROPOSE),
    Route(f"{_ONE}proposals/<slug:name>/", proposal_edit, "proposal_edit", Needs.PROPOSE),
    Route(f"{_ONE}test/", test_ask, "test_ask", Needs.RUN_MODEL),
    Route(f"{_ONE}tests/<int:test>/", test_page, "test", Needs.SEE_DECISIONS),
    Route(f"{_ONE}compare/", compare_options, "compare_options", Needs.SEE_DECISIONS),
    Route(f"{_ONE}answers/open/", answers_open, "answers_open", Needs.PROPOSE),
    Route(f"{_ONE}answers/close/", answers_close, "answers_close", Needs.PROPOSE),
    Route(f"{_ONE}parties/add/", party_add, "party_add", Needs.PROPOSE),
    Route(f"{_PARTY}answer/", party_answer, "party_answer", Needs.ANSWER),
    Route(f"{_PARTY}ask-again/", party_ask_again, "party_ask_again", Needs.PROPOSE),
    Route(f"{_PARTY}leave-out/", party_leave_out, "party_leave_out", Needs.PROPOSE),
    Route(f"{_ONE}consultations/<slug:kind>/new/", consultation_new, "consultation_new", Needs.PROPOSE),
    Route(f"{_ONE}consultations/<int:consultation>/", consultation_edit, "consultation_edit", Needs.PROPOSE),
    Route(_EQUALITY, equality_analysis, "equality", Needs.SEE_DECISIONS),
    Route(f"{_EQUALITY}start/", equality_start, "equality_start", Needs.PROPOSE),
    Route(f"{_EQUALITY}sign/", equality_sign, "equality_sign", Needs.PROPOSE),
    Route(f"{_EQUALITY}<slug:characteristic>/", equality_find, "equality_find", Needs.PROPOSE),
    Route(f"{_ONE}related/<int:other>/seen/", related_seen, "related_seen", Needs.SEE_DECISIONS),
)

SECTION = Section("Decisions", "decisions/", _ROUTES, Needs.SEE_DECISIONS, waiting=waiting, jobs=(TEST,))
