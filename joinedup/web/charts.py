"""The files of the charts on a page: asked for at the page's own address, by whoever may see the page.

`?chart=KEY&as=png` after the address of any page that is shown through `show` or `show_page` answers with
that chart as a file. So a chart is guarded by what guards its page, and no part of the application declares
anything for its charts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from joinedup.reports import Chart, ChartForm, chart_file, chart_key, charts_in

_KEY, _FORM = "chart", "as"
# What the page being shown was asked with, so that a chart's address asks for the same page.
_ASKED: ContextVar[str] = ContextVar("asked", default="")


@contextmanager
def asked_with(request: HttpRequest) -> Iterator[None]:
    """Let the addresses of charts made meanwhile ask for the page that is being shown."""
    token = _ASKED.set(request.GET.urlencode())
    try:
        yield
    finally:
        _ASKED.reset(token)


def chart_links(chart: Chart) -> list[tuple[str, str, str]]:
    """Return address, short name and full name of each file of a chart on the page being shown."""
    key = chart_key(chart)
    links = []
    for form in ChartForm:
        query = QueryDict(_ASKED.get(), mutable=True)
        query[_KEY], query[_FORM] = key, form.value
        links.append((f"?{query.urlencode()}", form.value.upper(), f"{chart.title}: {form.says}"))
    return links


def chart_asked_for(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse | None:
    """Return the chart that a page is asked for as a file; None where the page itself is asked for.

    Raises:
        Http404: the page holds no such chart, or it has no such form.
    """
    key = request.GET.get(_KEY)
    if key is None or request.method != "GET":
        return None
    form = next((one for one in ChartForm if one.value == request.GET.get(_FORM)), None)
    chart = next((one for one in charts_in(dict(context)) if chart_key(one) == key), None)
    if chart is None or form is None:
        raise Http404
    file = chart_file(chart, form)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Cache-Control"] = "private, no-store"
    return response
