"""One-time codes: a second proof of who somebody is, from an app on their telephone, or a recovery code."""

from __future__ import annotations

import hashlib
import secrets
from base64 import b32encode
from binascii import unhexlify

from django.db import transaction
from django.db.models import F
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from joinedup.access.audit import record
from joinedup.access.models import Account

N_RECOVERY_CODES = 10
_GROUPS, _GROUP = 4, 4
# Without letters and figures that look alike on paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def device_to_set_up(account: Account) -> TOTPDevice:
    """Return the app's device that a person is setting up, made where there is none."""
    found = TOTPDevice.objects.filter(user=account, confirmed=False).order_by("pk").first()
    return found or TOTPDevice.objects.create(user=account, name="app", confirmed=False)


def key_in_words(device: TOTPDevice) -> str:
    """Return the key of a device in groups of four, for typing where no picture can be read."""
    key = b32encode(unhexlify(device.key)).decode()
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def confirm(account: Account, device: TOTPDevice, code: str) -> list[str] | None:
    """Turn codes on where a person gives the right one; returns their recovery codes, which are shown once.

    None where the code is wrong. An app that was set up before counts no more. Other sessions end.
    """
    with transaction.atomic():
        held = TOTPDevice.objects.select_for_update().filter(pk=device.pk, user=account).first()
        if held is None or not held.verify_token(_digits(code)):
            return None
        held.confirmed = True
        held.save(update_fields=["confirmed"])
        TOTPDevice.objects.filter(user=account).exclude(pk=held.pk).delete()
        recovery = _new_recovery_codes(account)
        _turn(account, is_on=True)
        record(account, "turned on one-time codes", account.email)
    return recovery


def new_recovery_codes(account: Account) -> list[str]:
    """Return new recovery codes, shown once; those before count no more."""
    with transaction.atomic():
        made = _new_recovery_codes(account)
        record(account, "made new recovery codes", account.email)
    return made


def proven_by(account: Account, code: str) -> Device | None:
    """Return the device that a code proves; None where it is wrong, was used before, or came too fast.

    A code of an app counts once, a recovery code is deleted as it is used.
    """
    with transaction.atomic():
        for app in TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True):
            if _looks_like_one_of_an_app(code) and app.verify_token(_digits(code)):
                return app
        for paper in StaticDevice.objects.select_for_update().filter(user=account, confirmed=True):
            if not _looks_like_one_of_an_app(code) and paper.verify_token(_kept(code)):
                left = paper.token_set.count()
                record(account, "used a recovery code", account.email, left=left)
                return paper
    return None


def recovery_codes_left(account: Account) -> int:
    """Return how many recovery codes a person has not used."""
    return sum(one.token_set.count() for one in StaticDevice.objects.filter(user=account, confirmed=True))


def turn_off(account: Account, actor: Account | None) -> None:
    """Forget a person's app and recovery codes; their sessions end."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account).delete()
        StaticDevice.objects.filter(user=account).delete()
        _turn(account, is_on=False)
        record(actor, "turned off one-time codes", account.email)


def _turn(account: Account, *, is_on: bool) -> None:
    Account.objects.filter(pk=account.pk).update(has_codes=is_on, session_round=F("session_round") + 1)
    account.refresh_from_db(fields=["has_codes", "session_round"])


def _new_recovery_codes(account: Account) -> list[str]:
    StaticDevice.objects.filter(user=account).delete()
    paper = StaticDevice.objects.create(user=account, name="recovery codes", confirmed=True)
    made = [_random_code() for _ in range(N_RECOVERY_CODES)]
    for one in made:
        paper.token_set.create(token=_kept(one))
    return made


def _random_code() -> str:
    letters = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, len(letters), _GROUP))


def _kept(code: str) -> str:
    """Return a recovery code as it is kept: whoever reads the database or a backup cannot use it."""
    plain = "".join(one for one in code.lower() if one in _ALPHABET)
    return b32encode(hashlib.sha256(plain.encode()).digest()).decode()[:16].lower()


def _digits(code: str) -> str:
    return "".join(code.split())


def _looks_like_one_of_an_app(code: str) -> bool:
    return _digits(code).isdecimal() and _digits(code).isascii()
