"""Settings: local for one person by default, hosted when the environment names a database and hosts."""

import hashlib
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from onward.base import whereabouts

PACKAGE = Path(__file__).resolve().parent
_SHORTEST_KEY = 40


def _secret_key(home: Path) -> str:
    """The key of this journal, made once, readable by its owner only."""
    if given := os.environ.get("ONWARD_SECRET_KEY"):
        return given
    place = home / "secret.key"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if key := _whole(place):
        return key
    # A full disk or a kill may leave a file without a key: it takes its name only when all of it is on the disk.
    handle, made = tempfile.mkstemp(prefix="secret.key.", dir=home)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            Path(made).replace(place)
        else:
            with suppress(OSError):  # somebody else was first, or the file system links nothing
                os.link(made, place)
            if not place.exists():
                Path(made).replace(place)
    finally:
        Path(made).unlink(missing_ok=True)
    return _whole(place)


def _whole(place: Path) -> str:
    """The key in the file, or "" where there is none or only a part of one."""
    try:
        key = place.read_text()
    except FileNotFoundError:
        return ""
    return key if len(key) >= _SHORTEST_KEY else ""


def _database(home: Path) -> dict[str, object]:
    """SQLite in the home folder, or the PostgreSQL that ONWARD_DATABASE_URL names."""
    url = os.environ.get("ONWARD_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / whereabouts.FILE,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
                ),
            },
        }
    parts = urlsplit(url)
    # What else stands behind the question mark, such as sslmode=verify-full, is for the connection: none is dropped.
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    socket_folder = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or socket_folder,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


HOME = whereabouts.home()
HOSTS = [host.strip() for host in os.environ.get("ONWARD_HOSTS", "").split(",") if host.strip()]
HOSTED = bool(HOSTS)
SECRET_KEY = _secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = HOSTS or ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": _database(HOME)}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "onward",
]
MIDDLEWARE = [
    "onward.ui.security.Headers",
    "onward.ui.security.Doorway",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "onward.people.zones.OwnZone",
    "onward.mail.sealing.Opening",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "onward.ui.answers.Answers",
]
ROOT_URLCONF = "onward.urls"
WSGI_APPLICATION = "onward.wsgi.application"
AUTH_USER_MODEL = "onward.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Templates lie beside the pages that render them: "applications/list.html" is found in its domain.
        "DIRS": [PACKAGE],
        "APP_DIRS": True,  # for the form fields of Django itself
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "onward.ui.shell.shell",
            ],
            "builtins": ["onward.ui.templatetags.words", "django.templatetags.i18n"],
            "libraries": {},
        },
    }
]
FORM_RENDERER = "onward.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "onward.ui.answers.csrf_failure"

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ONWARD_TIME_ZONE", "UTC")
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "ui" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

SESSION_COOKIE_AGE = 30 * 24 * 3600
# Browsers send a cookie to every port of a machine: two journals served at once must not sign each other out.
_JOURNAL = hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:8]
SESSION_COOKIE_NAME = f"onward_session_{_JOURNAL}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = f"onward_csrf_{_JOURNAL}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HOSTED
if HOSTED:
    # TLS ends before Onward, which then sees plain HTTP: what a browser calls its origin is the address outside.
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' * host.startswith('.')}{host}" for host in HOSTS]
    # Believing it relaxes nothing: cookies are for TLS alone in any case. It only asks more, and adds HSTS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", **more}
    for name, more in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"OPTIONS": {"min_length": 12}}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send forms with the origin "null", which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # What was not found or not allowed is answered on the page; only mistakes of Onward are printed.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "waitress": {"level": "ERROR"},
    },
}
