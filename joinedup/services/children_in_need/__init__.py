"""Referrals, assessments, children in need and child protection plans."""

from joinedup.services.children_in_need._equations import service

__all__ = ["service"]
