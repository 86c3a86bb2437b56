"""Who leads the county: posts, members and priorities."""

from __future__ import annotations

import polars as pl
from numpy.random import Generator

from joinedup.synthetic._directorates import LOCAL_NAMES
from joinedup.synthetic._names import BOYS, GIRLS, SURNAMES
from joinedup.synthetic._places import PATCHES
from joinedup.synthetic.writers import Output
from joinedup.vocabulary import Directorate

_D = Directorate
_CHIEF = "Chief Executive"
_POSTS: tuple[tuple[str, Directorate, str, str], ...] = (
    (_CHIEF, _D.RESOURCES, "", "Head of Paid Service"),
    ("Executive Director of Children and Families", _D.CHILDREN, _CHIEF, "Director of Children's Services"),
    ("Executive Director of Adults and Communities", _D.ADULTS, _CHIEF, "Director of Adult Social Services"),
    ("Director of Public Health", _D.PUBLIC_HEALTH, _CHIEF, "Director of Public Health"),
    ("Executive Director of Place", _D.PLACE, _CHIEF, ""),
    ("Executive Director of Resources", _D.RESOURCES, _CHIEF, "Section 151 Officer"),
    ("Director of Law and Governance", _D.RESOURCES, _CHIEF, "Monitoring Officer"),
    ("Director of Education and Inclusion", _D.EDUCATION, "Executive Director of Children and Families", ""),
    ("Director of Social Work", _D.CHILDREN, "Executive Director of Children and Families", ""),
    ("Director of Family Help", _D.CHILDREN, "Executive Director of Children and Families", ""),
    ("Head of Looked-after Children", _D.CHILDREN, "Director of Social Work", ""),
    ("Head of Fostering", _D.CHILDREN, "Director of Social Work", ""),
    ("Head of Safeguarding and Quality", _D.CHILDREN, "Director of Social Work", ""),
    ("Head of Youth Services", _D.CHILDREN, "Director of Family Help", ""),
    ("Virtual School Head", _D.EDUCATION, "Director of Education and Inclusion", "Virtual School Head"),
    ("Head of SEND", _D.EDUCATION, "Director of Education and Inclusion", ""),
    ("Head of School Place Planning", _D.EDUCATION, "Director of Education and Inclusion", ""),
    ("Head of Attendance and Inclusion", _D.EDUCATION, "Director of Education and Inclusion", ""),
    ("Head of Housing", _D.HOUSING, "Executive Director of Place", ""),
    ("Head of Planning", _D.GROWTH, "Executive Director of Place", ""),
    ("Head of Passenger Transport", _D.PLACE, "Executive Director of Place", ""),
    ("Head of Culture and Leisure", _D.COMMUNITIES, "Executive Director of Place", ""),
    ("Head of Property and Change", _D.CORPORATE, "Executive Director of Resources", ""),
    ("Head of Learning Disability", _D.ADULTS, "Executive Director of Adults and Communities", ""),
    ("Head of Older People", _D.ADULTS, "Executive Director of Adults and Communities", ""),
    ("Head of Highways", _D.PLACE, "Executive Director of Place", ""),
    ("Head of Waste", _D.PLACE, "Executive Director of Place", ""),
    ("Head of Finance, Children and Education", _D.RESOURCES, "Executive Director of Resources", ""),
)
_MEMBERS = (
    ("Leader of the Council", "Strategy", "Cabinet"),
    ("Deputy Leader", "Finance and Assets", "Cabinet"),
    ("Lead Member for Children's Services", "Children and Families", "Cabinet"),
    ("Cabinet Member", "Education and Skills", "Cabinet"),
    ("Cabinet Member", "Adult Social Care", "Cabinet"),
    ("Cabinet Member", "Housing and Growth", "Cabinet"),
    ("Cabinet Member", "Highways and Environment", "Cabinet"),
    ("Chair", "", "Children and Families Scrutiny Committee"),
    ("Vice-chair", "", "Children and Families Scrutiny Committee"),
    ("Chair", "", "Finance Scrutiny Committee"),
    ("Chair", "", "Corporate Parenting Board"),
    ("Chair", "", "Audit Committee"),
)
_PRIORITIES = (
    (
        "Help families earlier",
        "Director of Family Help",
        "early_help_starts",
        "increase by a tenth",
        "31/03/2028",
    ),
    ("Fewer families referred again", "Director of Social Work", "re_referral_share", "0.20", "31/03/2028"),
    (
        "Children safe at home",
        "Director of Social Work",
        "child_protection_plans",
        "no higher than 2026",
        "31/03/2029",
    ),
    (
        "More children cared for by family and friends",
        "Head of Fostering",
        "looked_after_by_placement",
        "0.22",
        "31/03/2029",
    ),
    ("Foster homes close by", "Head of Fostering", "foster_places", "60 more", "31/03/2028"),
    ("A steady workforce", "Director of Social Work", "social_worker_vacancies", "below 0.12", "31/03/2028"),
    (
        "Every child in school",
        "Head of Attendance and Inclusion",
        "persistent_absence_share",
        "0.15",
        "31/08/2028",
    ),
    (
        "A local school place for every child with an EHC plan",
        "Head of SEND",
        "special_places",
        "240 more",
        "01/09/2029",
    ),
    ("High needs back in balance", "Head of SEND", "reserves", "in-year balance", "31/03/2030"),
    ("Places where homes are built", "Head of School Place Planning", "places", "none short", "01/09/2030"),
    (
        "No child long in temporary accommodation",
        "Head of Housing",
        "families_in_temporary_accommodation",
        "fewer each year",
        "31/03/2028",
    ),
    (
        "A balanced medium-term plan",
        "Executive Director of Resources",
        "reserves",
        "general reserve kept",
        "31/03/2031",
    ),
)


def write_leadership(out: Output, rng: Generator) -> None:
    """Write the posts with who held them, the members and the priorities."""
    rows: list[tuple[str, ...]] = []
    for post, directorate, reports_to, statutory in _POSTS:
        rows += _held(post, directorate, reports_to, statutory, rng)
    for _, patch, _ in PATCHES:
        rows += _held(f"Patch Lead, {patch}", _D.CHILDREN, "Director of Family Help", "", rng)
    names = ["Post", "Person", "Directorate", "Reports to", "From", "To", "Statutory role"]
    out.csv("leadership/posts.csv", pl.DataFrame(rows, schema=names, orient="row"))
    members = [(_person(rng), *member, "19/05/2025", "") for member in _MEMBERS]
    names = ["Member", "Role", "Portfolio", "Committee", "From", "To"]
    out.csv("leadership/members.csv", pl.DataFrame(members, schema=names, orient="row"))
    priorities = [(f"P{number:02d}", *one) for number, one in enumerate(_PRIORITIES, 1)]
    names = ["Priority", "Title", "Owner post", "Measure", "Target", "By"]
    out.csv("leadership/priorities.csv", pl.DataFrame(priorities, schema=names, orient="row"))


def _held(
    post: str, directorate: Directorate, reports_to: str, statutory: str, rng: Generator
) -> list[tuple[str, ...]]:
    """Return a post with whoever holds it now, after somebody else in about a third of them."""
    local, changed = (
        LOCAL_NAMES[directorate],
        f"01/{int(rng.integers(1, 13)):02d}/{int(rng.integers(2023, 2026))}",
    )
    now = (post, _person(rng), local, reports_to, changed, "", statutory)
    if rng.random() > 0.35:
        return [now]
    ended = f"28/{changed[3:5]}/{int(changed[6:]) - 1}"
    return [(post, _person(rng), local, reports_to, "01/04/2019", ended, statutory), now]


def _person(rng: Generator) -> str:
    first = (*BOYS, *GIRLS)
    return f"{first[int(rng.integers(0, len(first)))]} {SURNAMES[int(rng.integers(0, len(SURNAMES)))]}"
