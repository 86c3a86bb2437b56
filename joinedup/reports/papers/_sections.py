"""The sections that papers about decisions share, each made from what is on record and from frozen tests."""

from __future__ import annotations

from joinedup.council.proposals import Proposal
from joinedup.folder import Council
from joinedup.reports._parts import Cell, DataTable, Row
from joinedup.reports._wording import day, listed, number_word, pounds, upper_first
from joinedup.reports.papers._facts import DecisionFacts, OptionFacts, Party
from joinedup.reports.papers._numbers import Fact, numbers_in
from joinedup.reports.papers._parts import Block, Section, Source, Subheading, TableBlock
from joinedup.reports.papers._run_blocks import (
    by_patch,
    how_sure,
    in_short,
    money,
    people,
    risk,
    side_by_side,
)
from joinedup.reports.papers._wording import bullets, on_record, plain, quoted, remarks, when
from joinedup.reports.ripple import changes_in_words

NOT_SET = "Who decides has not been set yet: the monitoring officer sets the route."
NOT_TESTED = "The option proposed has not been tested yet, so nothing can be said of what it would do."
_NOT_DECIDED = "Nothing has been decided yet."
_EXEMPT_PART = "exempt_"


def section(key: str, title: str, *blocks: Block) -> Section:
    """Return a section."""
    return Section(key, title, blocks)


def who_decides(facts: DecisionFacts) -> str:
    """Return who decides, as it stands in a sentence."""
    return facts.route.who if facts.route else "the decision maker"


def purpose(facts: DecisionFacts) -> Section:
    """Return what the paper asks for, with the owner's summary."""
    asks = plain(f"This report asks {who_decides(facts)} to decide on “{facts.title}”.")
    summary = [quoted(facts.summary, on_record(facts, "Its summary, as its owner wrote it"))]
    return section("purpose", "Purpose", asks, *(summary if facts.summary else []))


def recommendation(facts: DecisionFacts) -> Section:
    """Return what the owner proposes, and what the model says of it in short."""
    option = facts.proposed
    if option is None:
        return section("recommendation", "Recommendation", plain("No option has been proposed yet."))
    asks = plain(
        f"{upper_first(facts.owner)} proposes that {who_decides(facts)} agrees the option “{option.title}”."
    )
    finds = in_short(option.tested) if option.tested else [plain(NOT_TESTED)]
    return section("recommendation", "Recommendation", asks, *finds)


def decision_sought(facts: DecisionFacts) -> Section:
    """Return what those who decide are asked for."""
    option = facts.proposed
    asks = (
        f"{upper_first(who_decides(facts))} is asked to agree the option “{option.title}”."
        if option
        else "No option has been proposed yet."
    )
    route = facts.route
    planned = [plain(f"It is planned for {day(route.planned_for)}.")] if route and route.planned_for else []
    return section("decision", "Decision sought", plain(asks), *planned)


def reasons_proposed(facts: DecisionFacts) -> Section:
    """Return the reasons: those recorded, else the owner's summary and what the model finds."""
    if facts.record:
        return reasons(facts)
    option = facts.proposed
    made: list[Block] = []
    if facts.summary:
        made.append(quoted(facts.summary, on_record(facts, "Its summary, as its owner wrote it")))
    if option:
        made += in_short(option.tested) if option.tested else [plain(NOT_TESTED)]
    return section("reasons", "Reasons", *(made or [plain("No reasons have been written yet.")]))


def background(facts: DecisionFacts, council: Council) -> Section:
    """Return what is proposed in detail: each proposal as it was tested, its evidence and its claims."""
    option = facts.proposed
    made: list[Block] = []
    if option and option.says:
        made.append(quoted(option.says, on_record(facts, f"The option “{option.title}”, as it was written")))
    for proposal in option.tested.ripple.proposals if option and option.tested else ():
        made += _proposal(proposal, council)
    return section("background", "Background", *(made or [plain("No more has been written about it yet.")]))


def _proposal(proposal: Proposal, council: Council) -> list[Block]:
    source = Source(f"The proposal of {proposal.owner}", f"The proposal “{proposal.title}”, as it was tested")
    lines = [quoted(one, source) for one in changes_in_words(proposal, council)]
    lines += [
        quoted(
            f"Claimed by its owner: {pounds(one.pounds_a_year)} a year from {day(one.starts)}, {one.kind}.",
            source,
        )
        for one in proposal.savings
    ]
    lines += [quoted(one, source, "Evidence given: ") for one in proposal.evidence]
    made: list[Block] = [Subheading(proposal.title), quoted(proposal.summary, source)]
    return [*made, bullets(lines)] if lines else made


def options(facts: DecisionFacts) -> Section:
    """Return the options beside each other, doing nothing among them, and what was rejected and why."""
    made: list[Block] = [*side_by_side(facts)]
    for one in facts.options:
        if one.kind != "proposed":
            made += _option(facts, one)
    return section("options", "Options considered", *made)


def _option(facts: DecisionFacts, one: OptionFacts) -> list[Block]:
    made: list[Block] = [Subheading("Do nothing" if one.kind == "nothing" else one.title)]
    if one.says:
        made.append(quoted(one.says, on_record(facts, f"The option “{one.title}”, as it was written")))
    if one.tested:
        made += in_short(one.tested)
    elif one.kind == "nothing":
        made.append(
            plain(
                "This is the adopted plan without the proposals. What the model says of each option is the "
                "change from here."
            )
        )
    else:
        made.append(plain("This option has not been tested."))
    if one.rejected_because:
        source = on_record(facts, f"Why “{one.title}” was rejected")
        made.append(quoted(one.rejected_because, source, "Rejected: "))
    return made


def what_the_model_says(facts: DecisionFacts, council: Council, charts: int) -> Section:
    """Return what would change for people, and where."""
    option = facts.proposed
    if option is None or option.tested is None:
        return section("people", "What would change for people", plain(NOT_TESTED))
    found = [*people(option.tested, charts), *(by_patch(option.tested, council) if charts else [])]
    return section("people", "What would change for people", *found)


def finance(facts: DecisionFacts, council: Council, *, with_charts: bool) -> Section:
    """Return the money pot by pot, and the section 151 officer's comment."""
    option = facts.proposed
    made = (
        money(option.tested, council, with_charts=with_charts)
        if option and option.tested
        else [plain(NOT_TESTED)]
    )
    said = [one for one in facts.comments if "151" in one.who]
    comments = remarks(said, facts, "The section 151 officer has not commented yet.")
    return section("finance", "Finance", *made, *comments)


def legal(facts: DecisionFacts) -> Section:
    """Return who decides under which delegation, the notices, and the monitoring officer's comment."""
    made: list[Block] = []
    route = facts.route
    if route is None:
        made.append(plain(NOT_SET))
    else:
        made.append(
            quoted(
                f"{upper_first(route.who)} decides, under {route.clause}. {route.why}",
                on_record(facts, "Its route"),
            )
        )
        made += _key(facts)
    said = [one for one in facts.comments if "151" not in one.who]
    return section(
        "legal", "Legal", *made, *remarks(said, facts, "The monitoring officer has not commented yet.")
    )


def _key(facts: DecisionFacts) -> list[Block]:
    route = facts.route
    if route is None or not route.is_key:
        return [plain("It is not a key decision.")] if route else []
    because = quoted(
        f"It is a key decision{f': {listed(route.key_because)}' if route.key_because else ''}.",
        on_record(facts, "Why it is a key decision"),
    )
    none_yet = (
        "No notice of it has been published yet; it may not be taken before the days of notice are over."
    )
    return [because, *remarks(route.notices, facts, none_yet)]


def equality(facts: DecisionFacts) -> Section:
    """Return the equality analysis."""
    missing = (
        "No equality analysis is on record yet. Those who decide must have due regard to it "
        "(Equality Act 2010, section 149)."
    )
    return section("equality", "Equality", *remarks(facts.equality, facts, missing))


def consultation(facts: DecisionFacts) -> Section:
    """Return the consultations with the public and with the workforce, each apart."""
    missing = "No public or workforce consultation is on record, nor why none is needed."
    return section("consultation", "Consultation", *remarks(facts.consultations, facts, missing))


def those_affected(facts: DecisionFacts) -> Section:
    """Return who is affected, what each answered and why."""
    if not facts.parties:
        missing = plain("Who is materially affected has not been listed yet.")
        return section("affected", "Those affected and what they answered", missing)
    rows = tuple(Row(one.name, _party_cells(one)) for one in facts.parties)
    table = DataTable(
        "Those affected",
        "Listed by the model and by people.",
        "Who",
        ("Why asked", "Answer", "Reasons"),
        rows,
        is_text=True,
    )
    source = on_record(facts, "Those affected, and their answers as they wrote them")
    return section("affected", "Those affected and what they answered", TableBlock(table, source))


def _party_cells(one: Party) -> tuple[Cell, ...]:
    answered = f"{one.answer}, {day(one.answered_on)}" if one.answered_on else one.answer
    return (Cell(one.because), Cell(answered or "No answer"), Cell(one.reasons or "None given"))


def silence(facts: DecisionFacts) -> Section:
    """Return who was asked and has not answered: silence is never support."""
    title = "Those who have not answered"
    silent = [one for one in facts.parties if not one.answer]
    if not facts.parties:
        return section("silence", title, plain("Nobody has been asked yet."))
    if not silent:
        return section("silence", title, plain("Everybody who was asked has answered."))
    lines = [
        plain(f"{one.name}: {f'an answer was asked for by {day(one.due)}' if one.due else 'not asked yet'}.")
        for one in silent
    ]
    source = on_record(facts, "Those affected, and who has answered")
    says = (
        f"{upper_first(number_word(len(silent)))} of those affected "
        f"{'has' if len(silent) == 1 else 'have'} not answered. Silence is not support."
    )
    return section("silence", title, quoted(says, source), bullets(lines))


def risks(facts: DecisionFacts, council: Council) -> Section:
    """Return the worst 1 in 20, who may be worse off, what would turn the answer, and what fills up."""
    option = facts.proposed
    found = risk(option.tested, council) if option and option.tested else [plain(NOT_TESTED)]
    return section("risks", "Risks", *found)


def certainty(facts: DecisionFacts) -> Section:
    """Return how sure the answer is."""
    option = facts.proposed
    found = how_sure(option.tested) if option and option.tested else [plain(NOT_TESTED)]
    return section("certainty", "How sure this is", *found)


def implementation(facts: DecisionFacts) -> Section:
    """Return what is to be done by when."""
    lines = [
        quoted(
            f"{one.says}{f', by {day(one.on)}' if one.on else ''} ({one.who}).",
            on_record(facts, "Milestones"),
        )
        for one in facts.milestones
    ]
    found: list[Block] = [bullets(lines)] if lines else [plain("No milestones have been set yet.")]
    return section("implementation", "Implementation", *found)


def review(facts: DecisionFacts) -> Section:
    """Return when what was predicted will be held against what came, and for which measures."""
    lines = [
        quoted(f"{upper_first(when(one.on))}: {one.says}", on_record(facts, "Reviews"))
        for one in facts.reviews
    ]
    missing = "No review has been set yet; review days are set when the decision is taken."
    found: list[Block] = [bullets(lines)] if lines else [plain(missing)]
    return section("review", "Review", *found)


def decided(facts: DecisionFacts) -> list[Block]:
    """Return what was decided, by whom, when, under which delegation and on which conditions."""
    record = facts.record
    if record is None:
        return [plain(_NOT_DECIDED)]
    source = on_record(facts, "The record of the decision")
    taken = f": “{record.option}”" if record.option else ""
    made: list[Block] = [
        quoted(f"{record.outcome}{taken}.", source),
        quoted(f"Taken by {record.decided_by} on {day(record.decided_on)}, under {record.clause}.", source),
    ]
    made += [quoted(record.changes, source, "Changes: ")] if record.changes else []
    return [*made, *([quoted(record.conditions, source, "Conditions: ")] if record.conditions else [])]


def reasons(facts: DecisionFacts) -> Section:
    """Return why it was decided as it was."""
    record = facts.record
    found = (
        quoted(record.reasons, on_record(facts, "Reasons, as recorded when it was decided"))
        if record
        else plain("Reasons are recorded when the decision is taken.")
    )
    return section("reasons", "Reasons", found)


def rejected(facts: DecisionFacts) -> Section:
    """Return the other options and why each was rejected."""
    others = [one for one in facts.options if one.kind != "proposed"]
    made = [block for one in others for block in _option(facts, one)]
    return section(
        "rejected",
        "Other options considered",
        *(made or [plain("No other option is on record.")]),
    )


def interests(facts: DecisionFacts) -> Section:
    """Return the interests declared."""
    record = facts.record
    if record is None:
        return section("interests", "Interests", plain("Interests are recorded when the decision is taken."))
    return section("interests", "Interests", *remarks(record.interests, facts, "No interest was declared."))


def call_in(facts: DecisionFacts) -> Section:
    """Return until when it can be called in, and whether it was."""
    record = facts.record
    if record is None:
        return section("call_in", "Call-in", plain(_NOT_DECIDED))
    until = (
        f"It can be called in until {day(record.call_in_ends)}."
        if record.call_in_ends
        else "It is not open to call-in."
    )
    return section(
        "call_in", "Call-in", plain(until), *remarks(record.call_ins, facts, "It was not called in.")
    )


def exempt_items(facts: DecisionFacts) -> list[Section]:
    """Return what is kept from the public, each as a section of its own that is taken out when published."""
    return [
        Section(
            exempt_key(one.number),
            f"Exempt item: {one.title}",
            (quoted(one.says, on_record(facts, f"Exempt item “{one.title}”")),),
            f"paragraph {one.paragraph} of Schedule 12A to the Local Government Act 1972; "
            f"{one.public_interest.rstrip('.')}",
        )
        for one in facts.exempt
    ]


def exempt_key(number: int) -> str:
    """Return the name of the section that holds an exempt part of a decision."""
    return f"{_EXEMPT_PART}{number}"


def is_exempt_key(key: str) -> bool:
    """Return whether a section of this name holds an exempt part of a decision."""
    return key.startswith(_EXEMPT_PART)


def facts_on_record(facts: DecisionFacts) -> list[Fact]:
    """Return every number that is written in the decision itself, for words that people change."""
    texts = [
        (facts.summary, on_record(facts, "Its summary, as its owner wrote it")),
        *[
            (one.says, on_record(facts, f"The option “{one.title}”, as it was written"))
            for one in facts.options
        ],
        *[
            (one.reasons, on_record(facts, f"The answer of {one.name}"))
            for one in facts.parties
            if one.reasons
        ],
    ]
    return [Fact(number, source, "words") for text, source in texts for number in numbers_in(text)]
