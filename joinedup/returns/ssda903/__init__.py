"""SSDA903: every looked-after child, their episodes of care and what goes with them, each year."""

from joinedup.declared import Table
from joinedup.returns.reading import TabularReturn, XmlReturn, year_stamp
from joinedup.returns.ssda903 import columns, rules
from joinedup.returns.ssda903._xml import gather

_KNOWN_BY = {
    "header": ("child", "sex", "born", "ethnicity"),
    "episodes": ("child", "started", "legal_status", "placement_type"),
    "reviews": ("child", "reviewed", "participation"),
    "uasc": ("child", "status_ceased"),
    "oc2": ("child", "sdq_score", "is_convicted"),
    "oc3": ("child", "in_touch", "activity"),
    "ad1": ("child", "decided", "matched"),
    "placed_for_adoption": ("child", "placed", "ceased"),
    "previous_permanence": ("child", "previous_order"),
    "missing": ("child", "missing_or_away", "started"),
    "sw_episodes": ("child", "social_worker", "started"),
}
_DATED_BY = {
    "episodes": ("started", "ended"),
    "reviews": ("reviewed",),
    "missing": ("started", "ended"),
    "sw_episodes": ("started", "ended"),
    "ad1": ("decided", "matched"),
    "placed_for_adoption": ("placed", "ceased"),
}

_PREFIX = "ssda903_"


def _csv(table: Table) -> TabularReturn:
    part = table.name.removeprefix(_PREFIX)
    return TabularReturn(
        table,
        f"SSDA903 {part.replace('_', ' ')}",
        _KNOWN_BY[part],
        checks=tuple(check for check in rules.CHECKS if check.rule.table == table.name),
        stamp=year_stamp(*_DATED_BY.get(part, ())),
    )


CSV = tuple(_csv(table) for table in columns.TABLES)
XML = XmlReturn(
    "ssda903_xml",
    "SSDA903 as XML",
    columns.TABLES,
    root="EXPSSDA903",
    collection="",
    gather=gather,
    checks=rules.CHECKS,
    dated_by=tuple((_PREFIX + part, name) for part, names in _DATED_BY.items() for name in names),
    has_year_ending=True,
)

__all__ = ["CSV", "XML", "columns", "rules"]
