"""Referrals, assessments, children in need and child protection plans."""

from joinedup.services.children_in_need._equations import service
from joinedup.services.children_in_need._own import own_figures

__all__ = ["own_figures", "service"]
