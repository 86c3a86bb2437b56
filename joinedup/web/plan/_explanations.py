"""Explanations that are kept, read without loading what makes them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from joinedup.folder import Council
from joinedup.reports.explain import ExplainPage
from joinedup.web.kept_pages import page_of
from joinedup.web.plan._kept import KeptAnswer


def explanation_module() -> ModuleType:
    """Return the module that explains; it imports SALib, for which no other page should wait."""
    return import_module("joinedup.web.plan._explaining")


def explanation_page(here: Council, answer: KeptAnswer) -> ExplainPage:
    """Return the page of an explanation, built once."""

    def build() -> ExplainPage:
        kind = explanation_module().EXPLAINED
        page: ExplainPage = kind.make_page(kind.read(here, answer), here)
        return page

    return page_of(here, ExplainPage, answer.name, build, answer.path)
