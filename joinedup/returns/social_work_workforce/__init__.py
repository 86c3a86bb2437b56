"""Children's social work workforce census: posts, vacancies, agency workers and caseloads."""

from joinedup.returns.reading import XmlReturn
from joinedup.returns.social_work_workforce import columns, rules
from joinedup.returns.social_work_workforce._xml import gather

XML = XmlReturn(
    "social_work_workforce",
    "Children's social work workforce census",
    columns.TABLES,
    root="Message",
    collection="CSWW",
    gather=gather,
    checks=rules.CHECKS,
)

__all__ = ["XML", "columns", "rules"]
