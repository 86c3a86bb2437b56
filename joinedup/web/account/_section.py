"""The addresses of a person's own account."""

from __future__ import annotations

from joinedup.access.roles import Needs
from joinedup.web.account._codes import codes_off, my_codes, new_recovery
from joinedup.web.account._own import council_colour, health, my_account, sign_out_everywhere
from joinedup.web.account._passwords import change, follow_link, forgotten, set_by_link
from joinedup.web.account._sign_in import give_code, sign_in, sign_out
from joinedup.web.shell import Route, Section

SECTION = Section(
    "Sign in",
    "account/",
    (
        Route("sign-in/", sign_in, "sign_in", Needs.NOTHING),
        Route("code/", give_code, "give_code", Needs.NOTHING),
        Route("sign-out/", sign_out, "sign_out", Needs.SIGNED_IN),
        Route("", my_account, "my_account", Needs.SIGNED_IN),
        Route("sign-out-everywhere/", sign_out_everywhere, "sign_out_everywhere", Needs.SIGNED_IN),
        Route("password/", change, "change_password", Needs.SIGNED_IN),
        Route("forgotten/", forgotten, "forgotten", Needs.NOTHING),
        Route("link/", set_by_link, "set_by_link", Needs.NOTHING),
        Route("link/<str:secret>/", follow_link, "follow_link", Needs.NOTHING),
        Route("codes/", my_codes, "my_codes", Needs.SIGNED_IN),
        Route("codes/recovery/", new_recovery, "new_recovery", Needs.SIGNED_IN),
        Route("codes/off/", codes_off, "codes_off", Needs.SIGNED_IN),
        Route("council.css", council_colour, "council_colour", Needs.NOTHING),
    ),
    Needs.SIGNED_IN,
    is_in_navigation=False,
)
HEALTH = Section(
    "Health",
    "",
    (Route("health", health, "health", Needs.NOTHING),),
    Needs.NOTHING,
    is_in_navigation=False,
)
