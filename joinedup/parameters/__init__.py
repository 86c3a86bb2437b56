"""Dated values that others set, and our own judgements, in folders by responsible body.

Each parameter is one YAML file; its dotted name is its place below this folder, so that
`dfe/children_in_need/re_referral_share.yaml` is `dfe.children_in_need.re_referral_share`.
"""

from joinedup.parameters._check import Finding, check_parameters
from joinedup.parameters._describe import SUMMARY_COLUMNS, describe, number, range_of, summarise, to_json
from joinedup.parameters._load import find_parameter, load_parameters

__all__ = [
    "SUMMARY_COLUMNS",
    "Finding",
    "check_parameters",
    "describe",
    "find_parameter",
    "load_parameters",
    "number",
    "range_of",
    "summarise",
    "to_json",
]
