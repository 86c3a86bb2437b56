"""The social work workforce census, and which school census a pupil file is of."""

from __future__ import annotations

from datetime import date

import pytest

from joinedup.returns import FileRead, Refused
from joinedup.returns.pupil_census import census_day
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

WORKFORCE = """<Message><Header><CollectionDetails><Collection>CSWW</Collection><Year>2025</Year>
<ReferenceDate>2025-09-30</ReferenceDate></CollectionDetails></Header><LALevelVacancies>
<NumberOfVacancies>12.5</NumberOfVacancies><NoAgencyFTE>9</NoAgencyFTE></LALevelVacancies>
<CSWWWorker><AgencyWorker>1</AgencyWorker><SWENo>SW1</SWENo><FTE>0.8</FTE><Cases30>17</Cases30></CSWWWorker>
<CSWWWorker><AgencyWorker>0</AgencyWorker><FTE>1.2</FTE><RoleStartDate>2025-05-01</RoleStartDate>
<RoleEndDate>2025-01-01</RoleEndDate></CSWWWorker></Message>"""


def test_the_workforce_is_read_as_at_its_day(read: Read) -> None:
    result = read(WORKFORCE)
    assert isinstance(result, FileRead), result
    assert result.period == "2025-09-30"
    vacancies, workers = result.tables
    assert vacancies.rows.select("as_at", "vacancies", "agency_fte").rows() == [
        (date(2025, 9, 30), 12.5, 9.0)
    ]
    assert workers.rows.select("agency_worker", "cases").rows() == [(True, 17), (False, None)]
    assert {(fault.rule, fault.row) for fault in workers.faults} == {
        ("role_ended_first", 2),
        ("more_than_full_time", 2),
    }


def test_a_workforce_without_its_day_is_refused(read: Read) -> None:
    result = read(WORKFORCE.replace("ReferenceDate", "Other"))
    assert isinstance(result, Refused)
    assert "which day" in result.reason


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("pupil_census_2026_spring", date(2026, 1, 15)),
        ("2025_spring_pupilonroll", date(2025, 1, 16)),
        ("2024_autumn_pupilonroll", date(2024, 10, 3)),
        ("Summer 2025", date(2025, 5, 15)),
        ("pupils_2026", None),
        ("spring", None),
    ],
)
def test_a_term_and_year_tell_the_census_day(name: str, day: date | None) -> None:
    assert census_day(name) == day


def test_pupils_take_the_day_from_the_name_of_the_file(read: Read) -> None:
    text = "pupilonrolltableid,dob,ncyearactual,urn\np1,2015-Apr-25 00:00:00,5,100001\n"
    result = read(text, "2026_spring.csv")
    assert isinstance(result, FileRead), result
    assert result.period == "2026-01-15"
    assert result.tables[0].rows.select("born", "census_date").rows() == [
        (date(2015, 4, 25), date(2026, 1, 15))
    ]
