"""Social workers over five years: who is employed, who left, how many cases each holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from numpy.random import Generator

YEARS = range(2021, 2026)
# England, 30 September: 33,119 full-time equivalents for 12.1 million children.
_FTE_A_CHILD = 33_119 / 12_100_000
_TURNOVER = 0.159
_VACANCY = {2021: 0.165, 2022: 0.195, 2023: 0.189, 2024: 0.173, 2025: 0.175}
_AGENCY = {2021: 0.155, 2022: 0.176, 2023: 0.178, 2024: 0.162, 2025: 0.165}
_CASELOAD = {2021: 16.3, 2022: 16.6, 2023: 16.0, 2024: 15.4, 2025: 15.6}
_CASE_HOLDERS = 0.637
_HOURS = (1.0, 1.0, 1.0, 1.0, 0.8, 0.6)


@dataclass(frozen=True)
class WorkforceYear:
    """The workforce as at 30 September of one year.

    Args:
        year: the year.
        vacancies: vacant posts, full-time equivalent.
        agency_fte: agency workers, full-time equivalent.
        agency_headcount: agency workers, people.
        workers: fields of each worker in the order of the return; "" where not given.
    """

    year: int
    vacancies: float
    agency_fte: float
    agency_headcount: int
    workers: list[dict[str, str]]


@dataclass
class _Worker:
    number: str
    born: date
    sex: str
    ethnicity: str
    started: date
    fte: float
    holds_cases: bool
    role: int


def make_workforce(children: int, rng: Generator) -> list[WorkforceYear]:
    """Make five years of the workforce for so many children."""
    target = children * _FTE_A_CHILD
    staff = [_worker(date(2020, 10, 1), rng, old=True) for _ in range(max(4, round(target / 0.92)))]
    years = []
    for year in YEARS:
        census = date(year, 9, 30)
        leavers = [one for one in staff if rng.random() < _TURNOVER]
        gone = {one.number for one in leavers}
        staff = [one for one in staff if one.number not in gone]
        while sum(one.fte for one in staff) < target * (1 + 0.01 * (year - 2023)):
            staff.append(_worker(census, rng, old=False))
        years.append(_year(year, staff, leavers, rng))
    return years


def _worker(census: date, rng: Generator, *, old: bool) -> _Worker:
    days = int(rng.integers(30, 4_000 if old else 360))
    return _Worker(
        number=f"SW{int(rng.integers(10**9, 10**10))}",
        born=date(1990, 1, 1) + timedelta(days=int(rng.integers(-11_000, 3_500))),
        sex="2" if rng.random() < 0.87 else "1",
        ethnicity=str(rng.choice(["WBRI", "WBRI", "WBRI", "BAFR", "BCRB", "APKN", "AIND", "WOTH", "REFU"])),
        started=census - timedelta(days=days),
        fte=float(rng.choice(_HOURS)),
        holds_cases=bool(rng.random() < _CASE_HOLDERS),
        role=int(rng.choice([1, 2, 3, 4, 4, 5, 5, 5, 6])),
    )


def _year(year: int, staff: list[_Worker], leavers: list[_Worker], rng: Generator) -> WorkforceYear:
    fte = sum(one.fte for one in staff)
    agency_fte = fte * _AGENCY[year] / (1 - _AGENCY[year])
    agency = [_worker(date(year, 9, 30), rng, old=False) for _ in range(math.ceil(agency_fte / 0.97))]
    for one in agency:
        one.fte = round(agency_fte / len(agency), 4)
    workers = [_fields(one, year, rng, agency=False) for one in staff]
    workers += [_left(one, year, rng) for one in leavers]
    workers += [_fields(one, year, rng, agency=True) for one in agency]
    return WorkforceYear(
        year=year,
        vacancies=fte * _VACANCY[year] / (1 - _VACANCY[year]),
        agency_fte=agency_fte,
        agency_headcount=len(agency),
        workers=workers,
    )


def _common(one: _Worker, *, agency: bool) -> dict[str, str]:
    return {
        "AgencyWorker": "1" if agency else "0",
        "SWENo": one.number,
        "FTE": f"{one.fte:g}",
        "PersonBirthDate": one.born.isoformat(),
        "GenderCurrent": one.sex,
        "Ethnicity": one.ethnicity,
        "QualLevel": "" if agency else "2",
        "StepUpGrad": "0",
        "OrgRole": str(one.role),
        "RoleStartDate": one.started.isoformat(),
        "StartOrigin": "" if agency else "2",
    }


def _fields(one: _Worker, year: int, rng: Generator, *, agency: bool) -> dict[str, str]:
    cases = rng.poisson(_CASELOAD[year] * one.fte) if one.holds_cases else None
    absent = not agency and rng.random() < 0.03
    return _common(one, agency=agency) | {
        "FTE30": f"{one.fte:g}",
        "Cases30": "" if cases is None else str(cases),
        "WorkingDaysLost": "" if agency else f"{rng.gamma(1.2, 6.0):.2f}",
        "FrontlineGrad": "0",
        "Absat30Sept": "1" if absent else "0",
        "ReasonAbsence": "SIC" if absent else "",
        "CFKSSstatus": "1",
    }


def _left(one: _Worker, year: int, rng: Generator) -> dict[str, str]:
    ended = date(year, 9, 30) - timedelta(days=int(rng.integers(1, 364)))
    return _common(one, agency=False) | {
        "RoleStartDate": min(one.started, ended - timedelta(days=90)).isoformat(),
        "RoleEndDate": ended.isoformat(),
        "LeaverDestination": str(rng.integers(1, 9)),
        "ReasonLeave": str(rng.integers(1, 9)),
        "WorkingDaysLost": f"{rng.gamma(1.2, 6.0):.2f}",
        "FrontlineGrad": "0",
    }
