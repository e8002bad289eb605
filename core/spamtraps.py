"""Two traps for robots on a public form, without a puzzle and without anybody's tracker.

A field that people do not see, and the time a form was shown: nobody fills one in within seconds.
Who is caught reads why and keeps what was typed, since a password manager can fill in that field
too, and a person may be quick. That a stamp is used once is seen to in `core.receiving`.
"""

import secrets
import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "core.spamtraps"
# In seconds.
SOONEST = 3
LATEST = 24 * 60 * 60


def stamp(seconds_ago=0):
    """When a form was shown, signed, and unlike the stamp of any other page."""
    return signing.dumps([int(time.time()) - seconds_ago, secrets.token_urlsafe(8)], salt=SALT)


def age_of(stamped):
    """In seconds. Raises BadSignature for what is not a stamp of this day."""
    match signing.loads(stamped, salt=SALT, max_age=LATEST):
        case [int(at), str()]:
            return time.time() - at
    raise signing.BadSignature("a stamp of another kind")


class Trapped(forms.Form):
    """A public form with both traps; pages draw `website` out of sight (`traps.html`)."""

    website = forms.CharField(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    # Of the page that shows it.
    status = 200

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shown", stamp())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("website"):
            self.forget("website", "")
            self.add_error(
                None, _("Een veld dat leeg moet blijven, was ingevuld. Druk nog een keer.")
            )
        try:
            age = age_of(cleaned.get("shown", ""))
        except signing.BadSignature:  # An expired one is a bad one too.
            self.forget("shown", stamp())
            self.add_error(None, _("Deze pagina stond lang open. Druk nog een keer op de knop."))
        else:
            # The same stamp comes back, so that the next try is old enough.
            if age < SOONEST:
                self.add_error(None, _("Dat ging wel heel snel. Druk nog een keer op de knop."))
        return cleaned

    def forget(self, name, instead):
        """The page that comes back holds the same answers, but not this one."""
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = instead
