"""Services: where each is heading if nothing is decided, on a page and on a map."""

from joinedup.web.services._section import SECTION

__all__ = ["SECTION"]
