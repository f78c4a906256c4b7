"""Settings. The environment (POLYPHONIE_…) changes them; `docs/reference/settings.md` lists what it may say."""

from __future__ import annotations

from pathlib import Path

from polyphonie.config import env

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("DATA") or PACKAGE.parent / "var").resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
SECRET_KEY = env.secret_key(DATA)
ADDRESS = env.text("ADDRESS", "http://localhost:8000").rstrip("/")
SECURE = ADDRESS.startswith("https://")
ALLOWED_HOSTS = [
    *env.words("HOSTS"),
    ADDRESS.split("://")[-1].split("/")[0].split(":")[0],
    "localhost",
    "127.0.0.1",
]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

ROOT_URLCONF = "polyphonie.config.urls"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = env.text("NAME", "Polyphonie")
HOUSE_ID = env.house_id(SECRET_KEY)
PUBLIC_INDEXED = env.flag("PUBLIC_INDEXED")  # may search engines list the public pages?

# -- languages: French is written in the templates, English is its catalogue
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "Europe/Paris")
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]

# -- rows, push, cache
DATABASE_URL, REDIS_URL = env.text("DATABASE_URL"), env.text("REDIS_URL")
OPENSEARCH_URL = (
    env.opensearch()
)  # asked first for sheets, where it is named; what is true is in the database
DATABASES = {"default": env.database(DATABASE_URL, DATA)}
LIVE_TRANSPORT = env.text("LIVE", "redis" if REDIS_URL else "postgres" if DATABASE_URL else "memory")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
EMBEDDED_WORKER = env.flag("EMBEDDED_WORKER", True)
PROCESSES = env.number("PROCESSES", 1)
THREADS = env.number("THREADS", 8)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the page of passkeys asks for it
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "polyphonie.base.apps.Base",
    "polyphonie.people.apps.People",
    "polyphonie.circles.apps.Circles",
    "polyphonie.guides.apps.Guides",
    "polyphonie.gatherings.apps.Gatherings",
    "polyphonie.decisions.apps.Decisions",
    "polyphonie.commitments.apps.Commitments",
    "polyphonie.practices.apps.Practices",
    "polyphonie.listening.apps.Listening",
    "polyphonie.programmes.apps.Programmes",
    "polyphonie.steps.apps.Steps",
    "polyphonie.notices.apps.Notices",
    "polyphonie.exports.apps.Exports",
    "polyphonie.components.apps.Components",
    "polyphonie.web.apps.Web",
    "polyphonie.cli.apps.Cli",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "polyphonie.web.middleware.careful_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "polyphonie.web.middleware.numbers_that_are",
    "polyphonie.web.middleware.own_language",
    "polyphonie.web.middleware.own_hours",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE,  # components/<name>/index.html is <c-name>
            *sorted(PACKAGE.glob("web/*/templates")),
            *sorted(PACKAGE.glob("steps/*/templates")),
        ],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "polyphonie.web.context.house",
            ],
        },
    }
]
COTTON_DIR = "components"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "polyphonie.components.finder.Stylesheet",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.flag("SERVED")  # set by `polyphonie serve`, which collects the files first
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# -- coming in: a code by mail, perhaps a passkey, perhaps the hospital's own identity service
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "polyphonie.web.account.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = lambda person: person.shown  # noqa: E731 -- the name others read, in "you came in as"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "polyphonie.web.account.signup.FirstName"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Keyed on the account, never on the address alone: three hundred people sit behind one hospital address.
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "signup": "300/m/ip",
    "request_login_code": "600/m/ip,10/h/key",
    "login_failed": "10/5m/key",
    "confirm_email": "6/h/key",
    "manage_email": "20/h/user",
    "reauthenticate": "10/m/user",
}
SIGNUP = env.text("SIGNUP", "open")
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": env.text("OIDC_NAME", "Mon établissement"),
                "client_id": env.text("OIDC_CLIENT"),
                "secret": env.text("OIDC_SECRET"),
                "settings": {"server_url": env.text("OIDC_ISSUER")},
            }
        ]
        if env.text("OIDC_ISSUER")
        else [],
    }
}
OIDC_ISSUER = env.text("OIDC_ISSUER")

# -- a session and its cookies
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "polyphonie.web.errors.stale_form"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# -- mail: on the console until a server is named
EMAIL_HOST = env.text("SMTP_HOST")
EMAIL_PORT = env.number("SMTP_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("SMTP_USER"), env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = env.text("MAIL_FOLDER") or None
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
    if EMAIL_FILE_PATH
    else "django.core.mail.backends.console.EmailBackend"
)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Polyphonie <polyphonie@localhost>")

# Logs hold no words, no e-mail, no address: what happened, where in the code, when.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "opensearch": {
            "level": "ERROR"
        },  # its debug lines hold what was asked; what fails is told without it
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security.csrf": {
            "level": "ERROR"
        },  # its warnings name the address, and the address of a link is its secret
    },
}
