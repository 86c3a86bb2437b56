"""What is asked of the same child across returns. Each question is one query and the parts it falls into."""

# The queries are put together from the constants of this file and nothing else.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """Rows of a return made comparable.

    Args:
        needs: columns that must be in the store, by table.
        sql: the rows; `{year}` is the year ending compared and `{census}` the day of the school census.
    """

    needs: Mapping[str, tuple[str, ...]]
    sql: str


@dataclass(frozen=True)
class Part:
    """One answer to a question.

    Args:
        rule: short identifier, as the query writes it into `part`.
        says: one sentence.
        todo: what to do about these children; empty where nothing needs doing.
        in_total: whether the parts with this mark add up to the question's total.
    """

    rule: str
    says: str
    todo: str = ""
    in_total: bool = True


@dataclass(frozen=True)
class Question:
    """A question about the same children in several returns.

    Args:
        asks: the question.
        views: the views it reads.
        sql: one row for each row of a return: `child`, `part`, `source_file`, `source_row`.
        parts: the answers.
        total: the children asked about; None where the parts overlap.
    """

    asks: str
    views: tuple[str, ...]
    sql: str
    parts: tuple[Part, ...]
    total: Part | None = None


# A UPN is a letter, eleven figures and a figure or letter. The SSDA903 return writes UN1 to UN5 for why a
# child has none, and a mistyped number matches nobody: both count as having no UPN.
_UPN = "nullif(regexp_extract(upper(trim(upn)), '^[A-Z][0-9]{{11}}[0-9A-Z]$'), '')"
# Returns write sex as 1 and 2 until 2023/24 and as M and F after; anything else says nothing.
_SEX = "CASE upper(trim(sex)) WHEN '1' THEN 'M' WHEN 'M' THEN 'M' WHEN '2' THEN 'F' WHEN 'F' THEN 'F' END"
_DAY = "make_date({year}, 3, 31)"
# A child must be in school from the term after the fifth birthday to the end of the year of the sixteenth.
_OF_SCHOOL_AGE = "age BETWEEN 5 AND 15"
_AGE = "date_sub('year', born, make_date(year({census}) - 1, 8, 31))"

VIEWS: dict[str, View] = {
    "care_children": View(
        {"ssda903_header": ("child", "sex", "born", "upn", "year_ending")},
        f"SELECT child, born, {_SEX} AS sex, {_UPN} AS upn, {_AGE} AS age, source_file, source_row "
        "FROM ssda903_header WHERE year_ending = {year}",
    ),
    "looked_after": View(
        {"ssda903_episodes": ("child", "started", "ended", "legal_status", "year_ending")},
        "SELECT child, source_file, source_row FROM ssda903_episodes "
        f"WHERE year_ending = {{year}} AND started <= {_DAY} AND (ended IS NULL OR ended > {_DAY}) "
        # Series of short breaks are not counted as being looked after.
        "AND coalesce(legal_status, '') NOT IN ('V3', 'V4')",
    ),
    "need_children": View(
        {"cin_children": ("child", "sex", "born", "upn", "year_ending")},
        f"SELECT child, born, {_SEX} AS sex, {_UPN} AS upn, {_AGE} AS age, source_file, source_row "
        "FROM cin_children WHERE year_ending = {year}",
    ),
    "in_need": View(
        {"cin_details": ("child", "referral_date", "closure_date", "year_ending")},
        "SELECT child, source_file, source_row FROM cin_details "
        f"WHERE year_ending = {{year}} AND referral_date <= {_DAY} "
        f"AND (closure_date IS NULL OR closure_date > {_DAY})",
    ),
    "pupils": View(
        {"pupil_census": ("pupil", "upn", "born", "sex", "census_date")},
        f"SELECT pupil, born, {_SEX} AS sex, {_UPN} AS upn, source_file, source_row "
        "FROM pupil_census WHERE census_date = {census}",
    ),
}

_BOTH = (
    "care_children AS a JOIN need_children AS b USING (child), "
    "(VALUES (a.source_file, a.source_row), (b.source_file, b.source_row)) AS spot(source_file, source_row)"
)
_BORN_DIFFERS = "coalesce(a.born <> b.born, false)"
_SEX_DIFFERS = "coalesce(a.sex <> b.sex, false)"
_UPN_DIFFERS = "coalesce(a.upn <> b.upn, false)"


def _with_pupils(view: str, census: str) -> str:
    """Return the query that looks for a return's children of school age in the school census."""
    return f"""
        SELECT c.child, c.source_file, c.source_row,
            CASE WHEN c.upn IS NULL THEN 'no-upn' WHEN p.upn IS NULL THEN 'not-in-census'
                 WHEN coalesce(c.born <> p.born, false) OR coalesce(c.sex <> p.sex, false) THEN 'disagrees'
                 ELSE 'agrees' END AS part
        FROM (SELECT * FROM {view} WHERE child IN (SELECT child FROM {census}) AND {_OF_SCHOOL_AGE}) AS c
        LEFT JOIN (SELECT upn, any_value(born) AS born, any_value(sex) AS sex FROM pupils
                   WHERE upn IS NOT NULL GROUP BY upn) AS p ON c.upn = p.upn"""


_PUPIL_PARTS = (
    Part("agrees", "Found in the school census by UPN, with the same date of birth and sex."),
    Part(
        "disagrees",
        "Found in the school census by UPN, with another date of birth or sex.",
        "Compare both records with the child's file; correct whichever is wrong, or the UPN.",
    ),
    Part(
        "not-in-census",
        "Has a UPN that is not in this council's school census.",
        "Expected for children at school elsewhere or educated at home; check the others for a mistyped UPN.",
    ),
    Part(
        "no-upn", "Has no UPN, so cannot be looked for.", "Ask the school or the virtual school for the UPN."
    ),
)

QUESTIONS = (
    Question(
        "Are children looked after on 31 March {year} open in the children in need census?",
        ("care_children", "looked_after", "need_children", "in_need"),
        """SELECT l.child, l.source_file, l.source_row,
               CASE WHEN l.child IN (SELECT child FROM in_need) THEN 'open'
                    WHEN l.child IN (SELECT child FROM need_children) THEN 'closed'
                    WHEN h.upn IN (SELECT upn FROM need_children WHERE upn IS NOT NULL) THEN 'by-upn'
                    ELSE 'absent' END AS part
           FROM looked_after AS l LEFT JOIN care_children AS h USING (child)""",
        (
            Part("open", "In the census with an episode open on that day."),
            Part(
                "closed",
                "In the census, but with no episode open on that day.",
                "A looked-after child is a child in need: reopen the episode or correct its closure date.",
            ),
            Part(
                "by-upn",
                "In the census under another child number, with the same UPN.",
                "Find out whether two records of one child must be merged.",
            ),
            Part(
                "absent",
                "Not in the census at all.",
                "Check that the census was exported for all teams, and that the child number is the same.",
            ),
        ),
        Part("looked-after", "Children looked after on 31 March {year}."),
    ),
    Question(
        "Do the SSDA903 return and the children in need census {year} agree on who a child is?",
        ("care_children", "need_children"),
        f"""SELECT child, spot.source_file, spot.source_row,
                CASE WHEN {_BORN_DIFFERS} OR {_SEX_DIFFERS} OR {_UPN_DIFFERS} THEN 'disagree'
                     ELSE 'agree' END AS part
            FROM {_BOTH}""",
        (
            Part("agree", "Date of birth, sex and UPN agree, or one of the two is empty."),
            Part(
                "disagree",
                "Date of birth, sex or UPN disagree.",
                "The next table says which; correct the case system and export both returns again.",
            ),
        ),
        Part("in-both", "Children with the same child number in both."),
    ),
    Question(
        "What do the SSDA903 return and the children in need census {year} disagree about?",
        ("care_children", "need_children"),
        f"""SELECT child, spot.source_file, spot.source_row, part FROM {_BOTH},
                (VALUES ('born', {_BORN_DIFFERS}), ('sex', {_SEX_DIFFERS}), ('upn', {_UPN_DIFFERS}),
                        ('upn-in-one', (a.upn IS NULL) <> (b.upn IS NULL))) AS one(part, is_so)
            WHERE one.is_so""",
        (
            Part(
                "born", "Same child number, different date of birth.", "Check the birth certificate.", False
            ),
            Part("sex", "Same child number, different sex.", "Check the child's record.", False),
            Part("upn", "Same child number, different UPN.", "Ask the school which UPN is right.", False),
            Part(
                "upn-in-one",
                "UPN in one return only; matched by child number.",
                "Copy the UPN to the case system so that both returns carry it.",
                False,
            ),
        ),
    ),
    Question(
        "Does one UPN stand for one child in the SSDA903 return and the children in need census {year}?",
        ("care_children", "need_children"),
        """SELECT c.child, c.source_file, c.source_row, 'shared' AS part
           FROM (SELECT * FROM care_children UNION ALL SELECT * FROM need_children) AS c
           WHERE c.upn IN (SELECT upn FROM (SELECT upn, child FROM care_children UNION
                                            SELECT upn, child FROM need_children)
                           WHERE upn IS NOT NULL GROUP BY upn HAVING count(*) > 1)""",
        (
            Part(
                "shared",
                "Child numbers that share a UPN with another child number.",
                "Twins and siblings are sometimes given each other's UPN; otherwise merge the two records.",
                False,
            ),
        ),
    ),
    Question(
        "Are looked-after children of school age in the school census of {census}?",
        ("care_children", "looked_after", "pupils"),
        _with_pupils("care_children", "looked_after"),
        _PUPIL_PARTS,
        Part("looked-after-of-school-age", "Children aged 5 to 15, looked after on 31 March {year}."),
    ),
    Question(
        "Are children in need of school age in the school census of {census}?",
        ("need_children", "in_need", "pupils"),
        _with_pupils("need_children", "in_need"),
        _PUPIL_PARTS,
        Part("in-need-of-school-age", "Children aged 5 to 15 with an episode open on 31 March {year}."),
    ),
    Question(
        "Does one UPN stand for one pupil in the school census of {census}?",
        ("pupils",),
        """SELECT pupil AS child, source_file, source_row, 'shared' AS part FROM pupils
           WHERE upn IN (SELECT upn FROM pupils WHERE upn IS NOT NULL GROUP BY upn
                         HAVING count(DISTINCT (born, sex)) > 1)""",
        (
            Part(
                "shared",
                "Pupils that share a UPN with a pupil of another date of birth or sex.",
                "Ask the schools which UPN is right.",
                False,
            ),
        ),
    ),
)
