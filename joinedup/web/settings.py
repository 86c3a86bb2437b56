"""How Django is set up for one council, from its folder and a few variables of the environment.

JOINEDUP_COUNCIL       the council's folder
JOINEDUP_SECRET_KEY    seals sessions and forms; without one people are signed out at each start
JOINEDUP_DATABASE_URL  `postgres://user:password@host/name`; without it, council.sqlite3 in the folder
JOINEDUP_ADDRESS       where people reach it, `https://joinedup.example.gov.uk`; else this machine alone
JOINEDUP_SMTP_URL      `smtp://user:password@host:587`; without it, messages are printed where it runs
JOINEDUP_MAIL_FROM     the address that messages come from
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF

COUNCIL_FOLDER = os.environ.get("JOINEDUP_COUNCIL", "")
ADDRESS = urlsplit(os.environ.get("JOINEDUP_ADDRESS", ""))

SECRET_KEY = os.environ.get("JOINEDUP_SECRET_KEY") or secrets.token_urlsafe(48)
# `joinedup serve` makes one up where none is given, and says so.
IS_KEY_GIVEN = "JOINEDUP_SECRET_KEY" in os.environ and "JOINEDUP_KEY_MADE_UP" not in os.environ
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *([ADDRESS.hostname] if ADDRESS.hostname else [])]
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
ROOT_URLCONF = "joinedup.web.urls"
WSGI_APPLICATION = "joinedup.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
# Served from where the package has them: nothing is collected or built where it runs.
WHITENOISE_USE_FINDERS = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "joinedup.access.apps.AccessConfig",
    "joinedup.register.apps.RegisterConfig",
    "joinedup.web.jobs.apps.JobsConfig",
    "joinedup.web.data.apps.DataConfig",
    "joinedup.web.worker.apps.WorkerConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "joinedup.web.headers.OtherHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "joinedup.web.uploads.RefuseTooLarge",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "joinedup.web.failures.ClearFailures",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "joinedup.web.templating.environment"},
    }
]

_OURS = Path(COUNCIL_FOLDER or ".") / "council.sqlite3"


def _database() -> dict[str, Any]:
    url = os.environ.get("JOINEDUP_DATABASE_URL", "")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(_OURS) if COUNCIL_FOLDER else ":memory:",
        "OPTIONS": {
            # A transaction begins as a writer: two that read first and write later would each wait for the
            # other. Readers are not held up by a writer (WAL).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": _database()}

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "today"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "joinedup.web.failures.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"  # as `authenticate` is given it, whatever the form calls it
AXES_CLIENT_IP_CALLABLE = "joinedup.web.doors.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "email", "password", "code", "csrfmiddlewaretoken", "next"]
AXES_DISABLE_ACCESS_LOG = True  # the audit keeps who signed in
OTP_TOTP_ISSUER = "JoinedUp"

IS_HTTPS = ADDRESS.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:
    # A browser takes cookies of these names over https alone, and from no neighbouring address.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-form"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_TRUSTED_ORIGINS = [f"{ADDRESS.scheme}://{ADDRESS.netloc}"] if ADDRESS.netloc else []
CSRF_FAILURE_VIEW = "joinedup.web.failures.form_expired"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

_SMTP = urlsplit(os.environ.get("JOINEDUP_SMTP_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _SMTP.hostname else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _SMTP.hostname or "localhost", _SMTP.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_SMTP.username or ""), unquote(_SMTP.password or "")
EMAIL_USE_TLS = bool(_SMTP.hostname) and _SMTP.port == 587
EMAIL_USE_SSL = _SMTP.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("JOINEDUP_MAIL_FROM", "joinedup@localhost")

# An address holds the number of a decision or the name of a service, never of a person; still, only failures
# are logged, without what was sent and without the words of an error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without values": {"()": "joinedup.web.log_lines.WithoutValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without values"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
