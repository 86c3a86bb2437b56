"""The children's social work workforce census as XML."""

from __future__ import annotations

from joinedup.synthetic._workforce import WorkforceYear
from joinedup.synthetic.writers._output import Output


def write_csww(out: Output, path: str, year: WorkforceYear) -> None:
    """Write the return as at 30 September of one year."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<Message><Header><CollectionDetails><Collection>CSWW</Collection>"
        f"<Year>{year.year}</Year><ReferenceDate>{year.year}-09-30</ReferenceDate></CollectionDetails>"
        "<Source><SourceLevel>L</SourceLevel><LEA>999</LEA><SoftwareCode>Middleshire</SoftwareCode>"
        f"<DateTime>{year.year}-11-28T10:00:00Z</DateTime></Source></Header>",
        f"<LALevelVacancies><NumberOfVacancies>{year.vacancies:.2f}</NumberOfVacancies>"
        f"<NoAgencyFTE>{year.agency_fte:.2f}</NoAgencyFTE>"
        f"<NoAgencyHeadcount>{year.agency_headcount}</NoAgencyHeadcount></LALevelVacancies>",
    ]
    for worker in year.workers:
        fields = "".join(f"<{name}>{value}</{name}>" for name, value in worker.items() if value != "")
        lines.append(f"<CSWWWorker>{fields}</CSWWWorker>")
    lines.append("</Message>\n")
    out.text(path, "\n".join(lines), len(year.workers))
