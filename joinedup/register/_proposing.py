"""Putting a decision forward: what is proposed, at least one alternative, and doing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.council import limits_of, new_proposal_path, proposal_path, proposals_named
from joinedup.council.proposals import Proposal, ProposalDraft, later, proposal_file, read_draft, scaled
from joinedup.errors import InputRefused, ProposalRefused
from joinedup.folder import Council
from joinedup.register._together import Files
from joinedup.register._touches import patches_changed, services_changed
from joinedup.register.models import Decision, Option, OptionKind, Stage
from joinedup.store import put

DO_NOTHING = "Do nothing"
# Stages in which what is proposed may still change.
OPEN_STAGES = frozenset({Stage.PROPOSED, Stage.TESTED, Stage.COLLABORATING, Stage.READY})


def write_proposal(
    council: Council, content: dict[str, Any], *, is_new: bool, files: Files | None = None
) -> Proposal:
    """Check what somebody wrote and write it to its file in `proposals/`, as the command line has it.

    Args:
        council: the council.
        content: what the file is to hold.
        is_new: whether no file of that name may be there yet; one that holds the same and that no decision
            has taken up, left behind by a machine that stopped, is taken up instead.
        files: what the file is kept or put back with; None where no record is made of it.

    Raises:
        ProposalRefused: it is wrong, or there is such a file; nothing is written.
    """
    written = proposal_file(content).encode()
    if is_new and _is_left_behind(council, str(content["id"]), written):
        return proposals_named(council, [str(content["id"])])[0]
    path = (new_proposal_path if is_new else proposal_path)(council, content["id"])
    checked = ProposalDraft(content, path.name).checked(limits_of(council))
    (files.write if files is not None else put)(path, written)
    return checked


def taken_up() -> frozenset[str]:
    """Return the identifiers of the proposals that are part of a decision."""
    held = Option.objects.values_list("proposals", flat=True)
    return frozenset(name for names in held for name in names)


def _is_left_behind(council: Council, name: str, content: bytes) -> bool:
    """Return whether a proposal's file holds this already and no decision has taken it up."""
    try:
        path = proposal_path(council, name)
    except ProposalRefused:
        return False
    return path.read_bytes() == content and name not in taken_up()


def take_up(
    council: Council,
    who: Account,
    title: str,
    names: Sequence[str],
    if_nothing: str = "",
    summary: str = "",
    owner: str = "",
) -> Decision:
    """Put a decision forward on one or several proposals that are written already.

    Args:
        council: the council.
        who: who puts it forward.
        title: what is to be decided.
        names: identifiers of the proposals, taken together.
        if_nothing: what is to be expected if nothing is decided; said anew when it is tested.
        summary: what it is about; that of the proposals where empty.
        owner: the post that answers for it; that of the first proposal where empty.

    Raises:
        ProposalRefused: a proposal is missing or wrong.
    """
    proposals = proposals_named(council, list(names))
    with transaction.atomic():
        decision = Decision.objects.create(
            title=title,
            summary=summary or " ".join(one.summary for one in proposals if one.summary),
            owner_post=owner or proposals[0].owner,
            directorate=proposals[0].directorate,
            directorates=[proposals[0].directorate],
            made_by=who,
            **_places(council, proposals),
        )
        _add(decision, OptionKind.PROPOSED, title, proposals)
        decision.options.create(kind=OptionKind.NOTHING, title=DO_NOTHING, says=if_nothing)
        decision.tell(who, "Put forward")
        record(who, "put a decision forward", decision.reference, proposals=list(names))
    return decision


def add_alternative(
    council: Council, decision: Decision, who: Account, names: Sequence[str], title: str = ""
) -> Option:
    """Add an alternative to a decision: one or several proposals taken together.

    Raises:
        ProposalRefused: a proposal is missing or wrong.
        InputRefused: the same proposals are an option already, or it is too late.
    """
    proposals = proposals_named(council, list(names))
    with transaction.atomic():
        # Two may act at once: the same alternative is added once, and none to what was decided meanwhile.
        hold(decision)
        require_open(decision)
        held = {tuple(sorted(one.proposals)) for one in decision.options.all()}
        if tuple(sorted(one.id for one in proposals)) in held:
            raise InputRefused("These proposals are an option of this decision already.", "Choose others.")
        says = title or " and ".join(one.title for one in proposals)
        option = _add(decision, OptionKind.ALTERNATIVE, says[:200], proposals)
        decision.tell(who, "An alternative was added", option.title)
        record(who, "added an alternative", decision.reference, proposals=list(names))
    return option


def remove_alternative(decision: Decision, option: Option, who: Account) -> None:
    """Take an alternative away that was never tested; one that was is part of the record.

    Raises:
        InputRefused: it is no alternative, or it was tested.
    """
    with transaction.atomic():
        hold(decision)
        require_open(decision)
        if option.kind != OptionKind.ALTERNATIVE or option.tests.exists():
            raise InputRefused(
                "An option that was tested stays on record.", "Say in the decision why it was rejected."
            )
        decision.tell(who, "An alternative was taken away", option.title)
        record(who, "took an alternative away", decision.reference)
        option.delete()


def write_variant(
    council: Council, name: str, share: float, months: int, files: Files | None = None
) -> Proposal:
    """Write a proposal in another size or at a later time as a file of its own, and return it.

    Args:
        council: the council.
        name: identifier of the proposal.
        share: its size beside what is written: 0.5 is half.
        months: months by which everything in it comes later.
        files: what the file is kept or put back with; None where no record is made of it.

    Raises:
        ProposalRefused: it is missing or wrong, or what it becomes is: a day beyond the plan, say.
        InputRefused: it would be the same as it is.
    """
    if share == 1.0 and months == 0:
        raise InputRefused("That is the proposal as it is.", "Choose another size, or let it begin later.")
    proposals = proposals_named(council, [name])
    varied = later(scaled(proposals[0], share), months)
    written = read_draft(proposal_path(council, name)).content
    content = written | {
        "id": f"{name}{_marked(share, months, '-')}",
        "title": f"{proposals[0].title} ({_said(share, months)})",
        "changes": [
            _change(one, change, council)
            for one, change in zip(written["changes"], varied.changes, strict=True)
        ],
        "savings": [
            one | {"pounds_a_year": _plain(saving.pounds_a_year), "from": saving.starts.isoformat()}
            for one, saving in zip(written["savings"], varied.savings, strict=True)
        ],
    }
    return write_proposal(council, content, is_new=True, files=files)


def _plain(number: float) -> float:
    """Return a number as people write it: whole where it is whole."""
    return int(number) if number == int(number) else round(number, 2)


def _change(written: dict[str, Any], change: Any, council: Council) -> dict[str, Any]:
    """Return a change as it is written, in another size or later."""
    by = f"{change.by * 100:.6g}%" if isinstance(written["by"], str) else _plain(change.by)
    made = written | {"by": by, "from": change.starts.isoformat()}
    return made | ({"until": change.ends.isoformat()} if change.ends else {})


def _marked(share: float, months: int, gap: str) -> str:
    size = f"{gap}{share * 100:.6g}-per-cent".replace(".", "-") if share != 1.0 else ""
    return size + (f"{gap}{months}-months-later" if months else "")


def _said(share: float, months: int) -> str:
    size = f"{share * 100:.6g} per cent of its size" if share != 1.0 else ""
    when = f"{months} months later" if months else ""
    return ", ".join(one for one in (size, when) if one)


def proposals_of(council: Council, option: Option) -> list[Proposal]:
    """Return the proposals of an option as their files are now.

    Raises:
        ProposalRefused: one is missing or wrong.
    """
    return proposals_named(council, option.proposals) if option.proposals else []


def options_in_order(decision: Decision) -> list[Option]:
    """Return what is proposed, then each alternative, and doing nothing last."""
    order = [OptionKind.PROPOSED, OptionKind.ALTERNATIVE, OptionKind.NOTHING]
    return sorted(decision.options.all(), key=lambda one: (order.index(OptionKind(one.kind)), one.pk))


def missing_before_test(decision: Decision) -> tuple[str, ...]:
    """Return what a decision lacks before a test of it may be asked for; nothing where it lacks nothing."""
    kinds = [one.kind for one in decision.options.all()]
    lacking = []
    if OptionKind.PROPOSED not in kinds:
        lacking.append("what is proposed")
    if OptionKind.ALTERNATIVE not in kinds:
        lacking.append("at least one alternative")
    if OptionKind.NOTHING not in kinds:
        lacking.append("doing nothing")
    return tuple(lacking)


def refresh_places(council: Council, decision: Decision) -> None:
    """Bring what a decision says of its patches and services up to what its proposals say now."""
    proposed = decision.options.filter(kind=OptionKind.PROPOSED).first()
    if proposed is None:
        return
    for name, held in _places(council, proposals_of(council, proposed)).items():
        setattr(decision, name, held)
    decision.save(update_fields=["patches", "services", "changed_at"])


def describe(decision: Decision, who: Account, title: str, summary: str, owner: str) -> None:
    """Change what a decision is called, what it says it is about and whose it is."""
    with transaction.atomic():
        hold(decision)
        require_open(decision)
        decision.title, decision.summary, decision.owner_post = title, summary, owner
        decision.save(update_fields=["title", "summary", "owner_post", "changed_at"])
        decision.tell(who, "Its description was changed")
        record(who, "changed the description of a decision", decision.reference)


def withdraw(decision: Decision, who: Account, because: str) -> None:
    """Withdraw a decision before it is decided; it stays on record with the reason.

    Raises:
        InputRefused: it is decided or withdrawn already.
    """
    with transaction.atomic():
        # Two may act at once: what was decided meanwhile is not withdrawn.
        hold(decision)
        require_open(decision)
        decision.stage = Stage.WITHDRAWN
        decision.save(update_fields=["stage", "changed_at"])
        decision.tell(who, "Withdrawn", because)
        record(who, "withdrew a decision", decision.reference)


def hold(decision: Decision) -> None:
    """Hold a decision for the rest of a transaction, and read anew how far it has come.

    Whoever else would act on it waits, and then sees what was done.
    """
    decision.stage = Decision.objects.select_for_update().values_list("stage", flat=True).get(pk=decision.pk)


def require_open(decision: Decision) -> None:
    """Refuse to change a decision that is decided or withdrawn.

    Raises:
        InputRefused: it is.
    """
    if decision.stage not in OPEN_STAGES:
        state = decision.get_stage_display().lower()
        raise InputRefused(
            f"{decision.reference} is {state} and can no longer be changed.", "Put a new decision forward."
        )


def _add(decision: Decision, kind: str, title: str, proposals: Sequence[Proposal]) -> Option:
    says = " ".join(one.summary for one in proposals if one.summary)
    return decision.options.create(kind=kind, title=title, says=says, proposals=[one.id for one in proposals])


def _places(council: Council, proposals: Sequence[Proposal]) -> dict[str, list[str]]:
    return {
        "patches": list(patches_changed(proposals, council)),
        "services": list(services_changed(proposals)),
    }
