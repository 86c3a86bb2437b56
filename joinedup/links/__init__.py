"""Links between services, kept as data: one file for each service that is moved."""

from joinedup.links._load import load_links

__all__ = ["load_links"]
