"""All settings, read from the environment; a fresh checkout runs without any."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from hto_portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()
TESTING = "pytest" in sys.modules

DEBUG = environment.flag("DEBUG")
DEMO = environment.flag("DEMO")
SITE_URL = environment.site_url("SITE_URL", "http://localhost:8000")
SITE_HOST = urlsplit(SITE_URL).hostname
HTTPS = SITE_URL.startswith("https://")
# A portal for real use needs what a demo and a developer's machine do without.
IN_EARNEST = HTTPS and not DEMO
SECRET_KEY = environment.secret_key(VAR_DIR, required=HTTPS)
# What is kept of an erased address is hashed with this; another key forgets them.
ADDRESS_KEY = environment.text("ADDRESS_KEY") or SECRET_KEY
ALLOWED_HOSTS = [SITE_HOST, "localhost", "127.0.0.1", *environment.words("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "hto_portal.apps.Portal",
    "hto_portal.apps.Admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "auditlog",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "phonenumber_field",
    "core",
    "accounts",
    "outbox",
    "cohorts",
    "participants",
    "recruitment",
    "internships",
    "newsletters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.PlainRequests",
    "cohorts.middleware.FormerSlugs",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.PrivatePages",
    "accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.middleware.WayBack",
    "accounts.middleware.SignInFirst",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.AuditTrail",
]

ROOT_URLCONF = "hto_portal.urls"
WSGI_APPLICATION = "hto_portal.wsgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "hto_portal.menu.context",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
    {
        # The plain text of mails: nothing in it is HTML, so nothing is escaped.
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False},
    },
]

# --- database ---

DATABASES = {
    "default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without IMMEDIATE a transaction that reads and then writes fails as soon as two run at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis: broker and cache ---

REDIS_URL = environment.redis("REDIS_URL", required=IN_EARNEST)
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "hto",
            # A page goes on without the cache, so it must not wait for one that hangs.
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
        }
    }
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# Workers and beat load it; a web process never speaks to the broker.
CELERY_IMPORTS = ["hto_portal.broker"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# By default a killed task comes back only after an hour, and only every tenth look.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "unacked_restore_limit": 1000,
}

# --- mail ---

globals().update(environment.email("EMAIL_URL", required=IN_EARNEST))
MAIL_DIR = VAR_DIR / "mail"
BOUNCES_MAILBOX = environment.mailbox("BOUNCES_URL")
# Per kind of mail: what says, at the moment of sending, that its reason is gone.
OUTBOX_MOOT = {
    "hours_reminder": "internships.reminders.participants.moot",
    "hours_request": "internships.reminders.schools.moot",
    "leader_digest": "internships.reminders.leaders.moot",
    "newsletter": "newsletters.copies.moot",
    "newsletter_waits": "newsletters.planning.moot",
    "placement_request": "internships.placing.moot",
    "subscription_confirm": "newsletters.subscribing.moot",
    "subscription_reminder": "newsletters.subscribing.moot",
    "weekly_overview": "internships.reminders.overviews.moot",
    **dict.fromkeys(("welcome", "welcome_work", "welcome_group"), "newsletters.welcoming.moot"),
}
# Per kind of mail whose words are not kept in each row: what makes them.
OUTBOX_CONTENT = {"newsletter": "newsletters.copies.content"}
# Who hands over a little more mail, as a function of the moment, once the outbox is empty.
OUTBOX_SOURCES = ["newsletters.dispatching.dispatch"]
# Which mails a leader may read back: a condition on messages, by what they are about.
OUTBOX_READABLE = "internships.mail_reading.readable"
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL") or f"HTO-portaal <portaal@{SITE_HOST}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# --- people and sign-in ---

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.models.display"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("TRUSTED_PROXY_COUNT", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "HTO-portaal"
# The clock of an old phone may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# Browsers accept a passkey over plain http only on localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_HOST in ("localhost", "127.0.0.1")

# --- how long personal data is kept (the privacy statement names these terms) ---

# After a rejection or withdrawal, in weeks: the norm of the Autoriteit Persoonsgegevens is four.
KEEP_DECIDED_WEEKS = 4
# Of who only asked, or was not decided about, in years since anybody did something with it.
KEEP_SILENT_YEARS = 1
# After so many weeks of that leaders are reminded of an application.
REMIND_UNDECIDED_WEEKS = 6
# The address of who left the newsletters, in years; its hash stays, so no import brings it back.
KEEP_LEFT_YEARS = 1
# The subscription of who cannot be mailed, in years since the address was blocked.
KEEP_BLOCKED_YEARS = 1
# What mail servers told about no mail of ours, in years since it was read.
KEEP_BOUNCES_YEARS = 1
# The proof that newsletters were asked for, in years since the last of it: then a claim lapses.
KEEP_PROOF_YEARS = 5

# --- security ---

SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hto_portal.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A link in a mail is a key: it must not leak to another site by the referrer.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A teacher with many participants confirms all their lines on one page, four fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Anybody can send that header, and its column is short.
AUDITLOG_CID_HEADER = None

# --- language, files, looks ---

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [VAR_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "NL"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
ASSETS = VAR_DIR / "assets"  # built by scripts/assets.py
STATICFILES_DIRS = [BASE_DIR / "static", *([ASSETS] if ASSETS.is_dir() else [])]
# While developing and testing, files are served from where they are written.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = TESTING or DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # It tells of every shape of bounce that it tries, and of each that a broken mail breaks.
    "loggers": {"flufl.bounce": {"level": "CRITICAL"}},
}
