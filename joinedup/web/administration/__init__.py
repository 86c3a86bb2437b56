"""Administration: who has an account and what for, how the installation is set up, and the audit."""

from joinedup.web.administration._section import SECTION

__all__ = ["SECTION"]
