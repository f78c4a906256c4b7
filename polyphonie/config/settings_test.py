"""Settings of the tests: the same house, with mail kept in memory and nothing that works by itself."""

from polyphonie.config.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMBEDDED_WORKER = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO = False
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 -- WhiteNoise warns where it is missing, and warnings are errors

# In memory, whatever serves the house: a test looks into it, to see that it keeps nobody's words.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

OPENSEARCH_URL = ""  # tests/practices/test_opensearch.py names one
