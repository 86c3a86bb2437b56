"""Planning: applications, homes permitted and being built, and what developers pay."""

from joinedup.services.growth._equations import service

__all__ = ["service"]
