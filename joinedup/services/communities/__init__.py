"""Culture, leisure, libraries, adult learning and community groups."""

from joinedup.services.communities._equations import service

__all__ = ["service"]
