"""Leadership: who answers for what, whether it keeps the rules, and what a restructure would change."""

from joinedup.access.roles import Needs
from joinedup.web.leadership import _assurance, _changes, _overview, _people, _structures
from joinedup.web.leadership._waiting import waiting
from joinedup.web.shell import Route, Section

_SEE, _EDIT, _ASSURE = Needs.SEE_LEADERSHIP, Needs.EDIT_LEADERSHIP, Needs.ASSURE

SECTION = Section(
    title="Leadership",
    path="leadership/",
    routes=(
        Route("", _overview.leadership, "leadership", _SEE),
        Route("checks/", _overview.checks, "accountability_checks", _SEE),
        Route("checks/<slug:rule>/<slug:about>/reasons/", _changes.reasons, "record_reasons", _EDIT),
        Route("members-and-partners/", _overview.governance, "members_and_partners", _SEE),
        Route("files/<str:name>", _overview.leadership_file, "leadership_file", _SEE),
        Route("posts/<slug:slug>/", _people.post, "post", _SEE),
        Route("posts/<slug:slug>/handover/", _people.handover_pack, "handover", _SEE),
        Route("priorities/", _people.priorities, "priorities", _SEE),
        Route("priorities/<str:id>/", _people.priority, "priority", _SEE),
        Route("priorities/<str:id>/contribute/", _changes.contribute, "contribute", _EDIT),
        Route(
            "priorities/<str:id>/steps/<slug:service>/<slug:step>/",
            _changes.step_done,
            "step_done",
            Needs.DELIVER,
        ),
        Route("patches/<str:id>/", _people.patch, "leadership_patch", _SEE),
        Route("structures/", _structures.structures, "structures", _SEE),
        Route("structures/new/", _structures.new_structure, "new_structure", _EDIT),
        Route("structures/<slug:id>/", _structures.structure, "structure", _SEE),
        Route("structures/<slug:id>/change/", _structures.add_change, "add_change", _EDIT),
        Route("structures/<slug:id>/change/<slug:kind>/", _structures.state_change, "state_change", _EDIT),
        Route("structures/<slug:id>/remove/<int:number>/", _structures.remove_change, "remove_change", _EDIT),
        Route("assurance/", _assurance.tests, "assurance_tests", _SEE),
        Route("assurance/new/", _assurance.begin, "begin_assurance", _ASSURE),
        Route("assurance/<int:pk>/", _assurance.test, "assurance_test", _SEE),
        Route("assurance/<int:pk>/how/", _assurance.conduct, "assurance_conduct", _ASSURE),
        Route("assurance/<int:pk>/agree/", _assurance.agree_test, "assurance_agree", _ASSURE),
        Route("assurance/<int:pk>/drop/", _assurance.drop_test, "assurance_drop", _ASSURE),
        Route("assurance/<int:pk>/scrutiny/", _assurance.to_scrutiny, "assurance_scrutiny", _ASSURE),
        Route("assurance/<int:pk>/document/", _assurance.test_document, "assurance_document", _SEE),
        Route("assurance/<int:pk>/<slug:code>/", _assurance.answer, "assurance_answer", _ASSURE),
    ),
    needs=_SEE,
    waiting=waiting,
)

__all__ = ["SECTION"]
