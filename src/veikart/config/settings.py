"""Django's settings, read from the environment."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.utils import get_random_secret_key
from environs import Env

from veikart.config.compiled import keep_compiled

ROOT = Path(__file__).resolve().parents[3]
env = Env()

VAR = Path(env.str("VEIKART_VAR", default=str(ROOT / "var")))
"""Where the embedded database and the published files are kept."""

SOURCES = ROOT / "src" / "veikart"
keep_compiled(ROOT, SOURCES / "calc", SOURCES / "exchange" / "ledger" / "scanning")  # before anything that is compiled is imported

DEBUG = env.bool("VEIKART_DEBUG", default=False)


def _own_key() -> str:
    """The key that signs sessions where none is given: made at random the first time and kept beside the database."""
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=VAR, prefix="secret-key-") as stream:  # readable by its owner only
            stream.write(get_random_secret_key())
            stream.flush()
            with suppress(FileExistsError):  # another process that starts at the same time may be first
                os.link(stream.name, path)
    return path.read_text()


SECRET_KEY = env.str("VEIKART_SECRET_KEY", default="") or _own_key()
ALLOWED_HOSTS = env.list("VEIKART_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])

DATABASES: dict[str, Any] = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{VAR}/veikart.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a write takes its lock at the start and waits, instead of failing half-way
        "timeout": 20,  # seconds a write waits for another
        # readers and a writer at the same time; safe against a crash of the program
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # a run stands in the queue until a worker has taken it
SCHEDULER = env.str("VEIKART_SCHEDULER", default="")
"""Where the scheduler of a cluster answers (tcp://host:port, or tls://); empty to work out national runs on this machine."""
SITE = env.str("VEIKART_SITE", default="http://localhost:8000").rstrip("/")
"""The address of the site, for links in mails and invitations."""
EMAIL_HOST = env.str("VEIKART_MAIL_HOST", default="")
EMAIL_PORT = env.int("VEIKART_MAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("VEIKART_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("VEIKART_MAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("VEIKART_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("VEIKART_MAIL_FROM", default="veikart@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"  # without a server, mails are written to the terminal
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "veikart.store",
    "veikart.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "veikart.config.urls"
WSGI_APPLICATION = "veikart.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "src" / "veikart" / "web" / "jinja2"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "veikart.web.environment.make_environment", "trim_blocks": True, "lstrip_blocks": True},
    }
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
AUTH_USER_MODEL = "store.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "plan"
LOGOUT_REDIRECT_URL = "plan"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds an invitation can be used
IS_SECURE = env.bool("VEIKART_HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
if IS_SECURE:  # a server in front speaks HTTPS with the browser, and tells us so
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
CSRF_FAILURE_VIEW = "veikart.web.errors.show_stale_form"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk")]
LOCALE_PATHS = [ROOT / "src" / "veikart" / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
