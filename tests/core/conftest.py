from django.conf import settings as django_settings
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# What a test run remembers belongs with everything else that is written.
set_hypothesis_home_dir(django_settings.VAR_DIR / "cache" / "hypothesis")
# A busy machine is no failure.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")
