"""Who uses a service today, counted in a council's own lists: age, sex, ethnic group, need and deprivation.

These are counts of real people. Whoever shows them hides small numbers first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.council.portfolios._user_lists import UserList, counted_on
from joinedup.store import OwnData

NOT_KNOWN = "Not known"
# A characteristic that is known of fewer of a service's users than this would tell of nobody but those.
_LEAST_KNOWN = 0.5
_AGES = ((5, "0 to 4"), (11, "5 to 10"), (16, "11 to 15"), (18, "16 and 17"), (26, "18 to 25"))
_OLDER = "26 and over"
_FIFTHS = (
    "Most deprived fifth of England",
    "Second most deprived fifth",
    "Middle fifth",
    "Second least deprived fifth",
    "Least deprived fifth of England",
)
_ALL_AGED = "all residents aged {} or younger"
_ALL_PUPILS = "all pupils in the school census"
# A pupil on the rolls of two schools is one pupil, by the main one.
_PUPILS = """
    SELECT upn, arg_max(born, census_date) AS born, arg_max(sex, census_date) AS sex,
           arg_max(ethnicity, census_date) AS ethnicity, arg_max(sen_provision, census_date) AS sen,
           arg_max(fsm, census_date) AS fsm, arg_max(postcode, census_date) AS postcode
    FROM pupil_census WHERE upn IS NOT NULL
      AND census_date = (SELECT max(census_date) FROM pupil_census)
    GROUP BY upn
"""
_NO_PUPILS = """
    SELECT NULL::VARCHAR AS upn, NULL::DATE AS born, NULL::VARCHAR AS sex, NULL::VARCHAR AS ethnicity,
           NULL::VARCHAR AS sen, NULL::BOOLEAN AS fsm, NULL::VARCHAR AS postcode
    WHERE false
"""
_CHILDREN = "SELECT child, upn, born, sex, ethnicity, make_date(year_ending, 3, 31) AS known FROM {table}"
_NO_CHILDREN = """
    SELECT NULL::VARCHAR AS child, NULL::VARCHAR AS upn, NULL::DATE AS born, NULL::VARCHAR AS sex,
           NULL::VARCHAR AS ethnicity, NULL::DATE AS known
    WHERE false
"""
_LAST_OF_CHILDREN = """
    SELECT child, arg_max(upn, known) AS upn, arg_max(born, known) AS born, arg_max(sex, known) AS sex,
           arg_max(ethnicity, known) AS ethnicity
    FROM ({children}) GROUP BY child
"""
_LIVED = {
    "ssda903_episodes": "SELECT child, home_postcode AS postcode, started AS known FROM ssda903_episodes",
    "early_help_episodes": "SELECT child, postcode, started AS known FROM early_help_episodes",
}
_NOWHERE = "SELECT NULL::VARCHAR AS child, NULL::VARCHAR AS postcode, NULL::DATE AS known WHERE false"
_TENTHS = """
    SELECT tidy(p.postcode) AS postcode, any_value(d.decile) AS decile
    FROM postcodes p JOIN small_area_deprivation d ON d.lsoa = p.lsoa GROUP BY ALL
"""
_NO_TENTHS = "SELECT NULL::VARCHAR AS postcode, NULL::DOUBLE AS decile WHERE false"
_DISABLED = """
    SELECT child, bool_or(disability <> 'NONE') AS is_disabled FROM cin_disabilities
    WHERE year_ending = (SELECT max(year_ending) FROM cin_disabilities) AND disability IS NOT NULL
    GROUP BY child
"""
_NOBODY_DISABLED = "SELECT NULL::VARCHAR AS child, NULL::BOOLEAN AS is_disabled WHERE false"
_USERS = """
    CREATE OR REPLACE TABLE users AS
    SELECT u.who, coalesce(u.born, c.born, p.born) AS born, coalesce(u.sex, c.sex, p.sex) AS sex,
           coalesce(nullif(nullif(u.ethnicity, 'NOBT'), 'REFU'), nullif(nullif(c.ethnicity, 'NOBT'), 'REFU'),
                    p.ethnicity) AS ethnicity,
           p.sen, p.fsm, p.upn IS NOT NULL AS is_pupil, d.is_disabled,
           coalesce(ut.decile, ht.decile, pt.decile) AS decile
    FROM ({query}) u
    LEFT JOIN about_child c ON c.child = u.child
    LEFT JOIN about_pupil p ON p.upn = coalesce(u.upn, c.upn)
    LEFT JOIN disabled d ON d.child = u.child
    LEFT JOIN lived l ON l.child = u.child
    LEFT JOIN tenth ut ON ut.postcode = tidy(u.postcode)
    LEFT JOIN tenth ht ON ht.postcode = tidy(l.postcode)
    LEFT JOIN tenth pt ON pt.postcode = tidy(p.postcode)
"""
_EVERYONE = """
    CREATE OR REPLACE TABLE users AS
    SELECT p.upn AS who, p.born, p.sex, p.ethnicity, p.sen, p.fsm, true AS is_pupil,
           NULL::BOOLEAN AS is_disabled, t.decile
    FROM about_pupil p LEFT JOIN tenth t ON t.postcode = tidy(p.postcode)
"""
_OF_PATCHES = """
    SELECT h.patch, count(*) FILTER (WHERE t.decile <= 2), count(*)
    FROM about_pupil p JOIN tenth t ON t.postcode = tidy(p.postcode)
    JOIN postcode_home h ON h.postcode = t.postcode
    WHERE h.patch IS NOT NULL GROUP BY h.patch
"""
_RESIDENTS = """
    SELECT age, sum(persons) FROM ward_population
    WHERE mid_year = (SELECT max(mid_year) FROM ward_population) AND try_cast(age AS INT) <= $oldest
    GROUP BY age
"""


@dataclass(frozen=True)
class Characteristic:
    """Something people are told apart by, in the groups that the returns know.

    Args:
        name: what it is.
        groups: the groups in order; the last is for those of whom it is not known.
        grouped: the group of a row of `users`, in SQL.
        everyone: whom the users are held against; "" where the returns know it of nobody else.
    """

    name: str
    groups: tuple[str, ...]
    grouped: str
    everyone: str


@dataclass(frozen=True)
class GroupOfUsers:
    """People of one group who use a service.

    Args:
        group: the group.
        users: how many use it; a count of real people.
        everyone: how many of those they are held against are in the group; None where that is not known.
    """

    group: str
    users: int
    everyone: int | None


@dataclass(frozen=True)
class UsersBy:
    """The users of a service by one characteristic; the groups add up to all of them.

    Args:
        name: the characteristic.
        groups: the groups in order.
        everyone: whom they are held against; "" where nobody.
        not_known: the group of those of whom it is not known.
    """

    name: str
    groups: tuple[GroupOfUsers, ...]
    everyone: str
    not_known: str


@dataclass(frozen=True)
class Counted:
    """The users of one service on one day.

    Args:
        users: the list they were counted in.
        as_at: the day.
        total: how many there are; a count of real people.
        by: the same people by each characteristic that is known of any of them.
    """

    users: UserList
    as_at: date
    total: int
    by: tuple[UsersBy, ...]


def _sorted_into(cases: Sequence[tuple[str, str]], otherwise: str = NOT_KNOWN) -> str:
    said = " ".join(f"WHEN {where} THEN '{group}'" for where, group in cases)
    return f"CASE {said} ELSE '{otherwise}' END"


_YEARS_OLD = "date_part('year', age($day::TIMESTAMP, born::TIMESTAMP))"
_ETHNIC = (
    ("White British", "ethnicity IN ('WBRI', 'WENG', 'WSCO', 'WWEL', 'WCOR', 'WOWB')"),
    ("Other White", "ethnicity LIKE 'W%'"),
    ("Mixed or multiple", "ethnicity LIKE 'M%'"),
    ("Asian or Asian British", "ethnicity LIKE 'A%' OR ethnicity LIKE 'CH%'"),
    ("Black or Black British", "ethnicity LIKE 'B%'"),
    ("Other ethnic group", "ethnicity LIKE 'O%'"),
)
_SEX = (("Male", "sex IN ('1', 'M')"), ("Female", "sex IN ('2', 'F')"))
_SEN = (
    ("EHC plan", "sen IN ('E', 'S')"),
    ("SEN support", "sen IN ('K', 'A', 'P')"),
    ("No special educational need", "sen = 'N'"),
)
_MEALS = (("Eligible for free school meals", "fsm"), ("Not eligible", "NOT fsm"))
_DISABILITY = (("Disability recorded", "is_disabled"), ("None recorded", "NOT is_disabled"))


def _characteristic(
    name: str, cases: Sequence[tuple[str, str]], everyone: str, otherwise: str = NOT_KNOWN
) -> Characteristic:
    grouped = _sorted_into([(where, group) for group, where in cases], otherwise)
    return Characteristic(name, (*(group for group, _ in cases), otherwise), grouped, everyone)


_AGE_CASES = [
    *((group, f"{_YEARS_OLD} < {below}") for below, group in _AGES),
    (_OLDER, f"{_YEARS_OLD} >= {_AGES[-1][0]}"),
]
_AGE = _characteristic("Age", _AGE_CASES, _ALL_AGED)
CHARACTERISTICS = (
    _AGE,
    _characteristic("Sex", _SEX, _ALL_PUPILS),
    _characteristic("Ethnic group", _ETHNIC, _ALL_PUPILS),
    _characteristic("Special educational need", _SEN, _ALL_PUPILS, "Not found in the school census"),
    _characteristic("Disability", _DISABILITY, "", "Not found in the children in need census"),
    _characteristic("Free school meals", _MEALS, _ALL_PUPILS, "Not found in the school census"),
    _characteristic(
        "Where they live",
        [(group, f"decile <= {2 * place}") for place, group in enumerate(_FIFTHS, start=1)],
        _ALL_PUPILS,
    ),
)


class CountsOfUsers:
    """Counts who uses services, in a council's own lists.

    Args:
        own: the council's returns, open for counting.
    """

    def __init__(self, own: OwnData) -> None:
        self._own = own
        children = [
            _CHILDREN.format(table=table) for table in ("cin_children", "ssda903_header") if own.holds(table)
        ]
        lived = [query for table, query in _LIVED.items() if own.holds(table)]
        has_tenths = own.holds("postcodes", "small_area_deprivation")
        known = " UNION ALL ".join(children) or _NO_CHILDREN
        homes = " UNION ALL ".join(lived) or _NOWHERE
        self._make("about_child", _LAST_OF_CHILDREN.format(children=known))
        self._make("about_pupil", _PUPILS if own.holds("pupil_census") else _NO_PUPILS)
        self._make("tenth", _TENTHS if has_tenths else _NO_TENTHS)
        self._make("disabled", _DISABLED if own.holds("cin_disabilities") else _NOBODY_DISABLED)
        last = f"SELECT child, arg_max(postcode, known) AS postcode FROM ({homes}) GROUP BY child"  # noqa: S608
        self._make("lived", last)
        self._everyone = self._of_everyone()

    def counted(self, one: UserList) -> Counted | None:
        """Return who is on a list; None where the list is not held or tells of no day."""
        day = counted_on(self._own, one)
        if day is None:
            return None
        # A DDL statement takes no parameters; the day is a date that the store gave.
        query = one.query.replace("$day", f"DATE '{day.isoformat()}'")
        self._own.connection.execute(_USERS.format(query=query))
        total = int(self._own.rows("SELECT count(*) FROM users")[0][0])
        by = [self._by(characteristic, one, day) for characteristic in CHARACTERISTICS]
        return Counted(one, day, total, tuple(found for found in by if found))

    def in_most_deprived_fifth(self) -> dict[str, float]:
        """Return each patch's share of pupils who live in the most deprived fifth of England's areas."""
        return {patch: part / whole for patch, part, whole in self._own.rows(_OF_PATCHES)}

    def has_deprivation(self) -> bool:
        """Tell whether any postcode's deprivation is known."""
        return bool(self._own.rows("SELECT count(*) FROM tenth")[0][0])

    def _make(self, name: str, query: str) -> None:
        self._own.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def _by(self, one: Characteristic, users: UserList, day: date) -> UsersBy | None:
        counts = self._counts(one, day)
        if sum(counts.get(group, 0) for group in one.groups[:-1]) <= _LEAST_KNOWN * sum(counts.values()):
            return None
        everyone, says = self._held_against(one, users)
        groups = [group for group in one.groups if counts.get(group) or everyone.get(group)]
        held = tuple(
            GroupOfUsers(group, counts.get(group, 0), everyone.get(group, 0) if everyone else None)
            for group in groups
        )
        return UsersBy(one.name, held, says, one.groups[-1])

    def _held_against(self, one: Characteristic, users: UserList) -> tuple[dict[str, int], str]:
        """Return how many of those the users are held against are in each group, and who those are."""
        if one.everyone == _ALL_AGED:
            return self._residents(users.oldest), _ALL_AGED.format(users.oldest)
        found = self._everyone.get(one.name, {})
        return found, one.everyone if found else ""

    def _counts(self, one: Characteristic, day: date) -> dict[str, int]:
        query = f"SELECT {one.grouped} AS grouped, count(*) FROM users GROUP BY ALL"  # noqa: S608
        rows = self._own.rows(query.replace("$day", f"DATE '{day.isoformat()}'"))
        return {group: int(count) for group, count in rows}

    def _of_everyone(self) -> dict[str, dict[str, int]]:
        self._own.connection.execute(_EVERYONE)
        found = {}
        for one in CHARACTERISTICS:
            if one.everyone != _ALL_PUPILS:
                continue
            counts = self._counts(one, date.min)
            if any(counts.get(group) for group in one.groups[:-1]):
                found[one.name] = counts
        return found

    def _residents(self, oldest: int) -> dict[str, int]:
        if not self._own.holds("ward_population"):
            return {}
        counts = dict.fromkeys([group for _, group in _AGES], 0)
        for age, persons in self._own.rows(_RESIDENTS, {"oldest": oldest}):
            counts[next(group for below, group in _AGES if int(age) < below)] += int(persons)
        return {group: count for group, count in counts.items() if count}
