"""Children in need census: referrals, assessments, enquiries and plans, each year."""

from joinedup.returns.cin_census import columns, rules
from joinedup.returns.cin_census._xml import gather
from joinedup.returns.reading import XmlReturn

XML = XmlReturn(
    "cin_census",
    "Children in need census",
    columns.TABLES,
    root="Message",
    collection="CIN",
    gather=gather,
    checks=rules.CHECKS,
)

__all__ = ["XML", "columns", "rules"]
