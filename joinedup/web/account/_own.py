"""A person's own account, and the two addresses that are open to all."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from joinedup.access.accounts import must_use_codes
from joinedup.access.codes import recovery_codes_left
from joinedup.access.sessions import end_all
from joinedup.web.account.places import role_in_words, where_in_words
from joinedup.web.doors import open_without_codes
from joinedup.web.shell import council, person_of, show


@open_without_codes
def my_account(request: HttpRequest) -> HttpResponse:
    """Show a person what they may do here, and how their account is kept safe."""
    account = person_of(request)
    here = council()
    context = {
        "roles": [(role_in_words(one), where_in_words(here, one)) for one in account.held()],
        "codes_left": recovery_codes_left(account) if account.has_codes else 0,
        "must_use_codes": must_use_codes(account),
    }
    return show(request, "account/my_account.html", context)


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every other session of a person."""
    person = person_of(request)
    end_all(person, person, request)
    return redirect("my_account")


def council_colour(request: HttpRequest) -> HttpResponse:
    """Answer with the council's own colour as a style, since pages carry none of their own."""
    response = HttpResponse(f":root {{ --council: {council().colour}; }}\n", content_type="text/css")
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer `ok` where the database answers, and nothing else, for whatever watches over the application."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok", content_type="text/plain")
