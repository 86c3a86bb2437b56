"""The templates of the application: its own first, then those that pages share with reports."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from joinedup.leadership import slug_of
from joinedup.reports import template_filters
from joinedup.web.charts import chart_links
from joinedup.web.components import errors, field, govuk
from joinedup.web.shell import day, moment, month_and_day


def environment(**options: Any) -> Environment:
    """Return the environment that Django renders with.

    A page that is also a report extends `base.html`; here that is the frame of the application, because the
    application's templates are looked up before those of the reports.
    """
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=options["auto_reload"],
        loader=ChoiceLoader(
            [
                PackageLoader("joinedup.web"),
                PackageLoader("joinedup.reports"),
            ]
        ),
    )
    made.globals.update(url=_url, static=static, chart_links=chart_links)
    made.globals.update(govuk=govuk, field=field, errors=errors)
    made.filters.update(template_filters(), day=day, moment=moment, month_and_day=month_and_day)
    made.filters.update(slug=slug_of)
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
