"""The section of deciding, delivering and listening: its addresses and what waits in it."""

from __future__ import annotations

from joinedup.access.roles import Needs
from joinedup.web.deciding._delivery import ended, milestone, pilot, reached, reading, tracker
from joinedup.web.deciding._digests import digest
from joinedup.web.deciding._notices import notice, withdraw
from joinedup.web.deciding._plans import limit, plan, plan_csv, public_plan
from joinedup.web.deciding._records import called_in, for_a_body, heard, in_person, publish
from joinedup.web.deciding._reviews import another, review, what_we_learned
from joinedup.web.deciding._routes import (
    comments,
    confirm,
    exempt,
    exempt_withdrawn,
    needed,
    not_needed,
    route,
)
from joinedup.web.deciding._waiting import waiting
from joinedup.web.shell import Route, Section

_ROUTES = (
    Route("forward-plan/", plan, "forward_plan", Needs.SEE_DECISIONS),
    Route("forward-plan/public/", public_plan, "forward_plan_public", Needs.SEE_DECISIONS),
    Route("forward-plan/<slug:kind>.csv", plan_csv, "forward_plan_csv", Needs.SEE_DECISIONS),
    Route("what-we-learned/", what_we_learned, "what_we_learned", Needs.SEE_DECISIONS),
    Route("change-limit/<slug:service>/", limit, "change_limit", Needs.DELIVER),
    Route("digest/", digest, "digest", Needs.SIGNED_IN),
    Route("<int:number>/route/", route, "decision_route", Needs.SEE_DECISIONS),
    Route("<int:number>/route/confirm/", confirm, "decision_route_confirm", Needs.ADVISE),
    Route("<int:number>/not-needed/", not_needed, "decision_not_needed", Needs.ADVISE),
    Route("<int:number>/not-needed/<int:waiver>/withdraw/", needed, "waiver_withdraw", Needs.ADVISE),
    Route("<int:number>/exempt/", exempt, "decision_exempt", Needs.ADVISE),
    Route("<int:number>/exempt/<int:part>/withdraw/", exempt_withdrawn, "exempt_withdraw", Needs.ADVISE),
    Route("<int:number>/comment/", comments, "decision_comment", Needs.ANSWER),
    Route("<int:number>/notice/", notice, "decision_notice", Needs.PUBLISH),
    Route("<int:number>/notice/<int:notice>/withdraw/", withdraw, "notice_withdraw", Needs.PUBLISH),
    Route("<int:number>/decide/", in_person, "decision_decide", Needs.DECIDE),
    Route("<int:number>/record/", for_a_body, "decision_record", Needs.PUBLISH),
    Route("<int:number>/publish/", publish, "decision_publish", Needs.PUBLISH),
    Route("<int:number>/call-in/", called_in, "decision_call_in", Needs.CALL_IN),
    Route("<int:number>/call-in/<int:call>/", heard, "call_in_heard", Needs.PUBLISH),
    Route("<int:number>/milestone/", milestone, "milestone_add", Needs.DELIVER),
    Route("<int:number>/milestone/<int:milestone>/", reached, "milestone_reached", Needs.DELIVER),
    Route("<int:number>/pilot/", pilot, "pilot_begin", Needs.DELIVER),
    Route("<int:number>/pilot/<int:pilot>/reading/", reading, "pilot_reading", Needs.DELIVER),
    Route("<int:number>/pilot/<int:pilot>/end/", ended, "pilot_end", Needs.DELIVER),
    Route("<int:number>/tracker/", tracker, "tracker_update", Needs.DELIVER),
    Route("<int:number>/review/", another, "review_set", Needs.REVIEW),
    Route("<int:number>/review/<int:review>/", review, "review_hold", Needs.REVIEW),
)

SECTION = Section(
    "Forward plan", "decisions/", _ROUTES, Needs.SIGNED_IN, waiting=waiting, is_in_navigation=False
)
