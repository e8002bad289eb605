"""The steps from a draft to a newsletter on its way."""

from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formfields import DutchDateField
from newsletters import testing
from newsletters.models import Audience

NOW, LATER = "now", "later"


class AudienceChoice(forms.Form):
    """Whom a newsletter goes to; empty is everybody who reads its topic."""

    audience = forms.ModelChoiceField(
        Audience.objects.none(), label=gettext_lazy("Doelgroep"), required=False
    )

    def __init__(self, *args, newsletter, user, **kwargs):
        super().__init__(*args, initial={"audience": newsletter.audience_id}, **kwargs)
        rows = Audience.objects.editable_by(user).filter(region=newsletter.region_id)
        self.fields["audience"].queryset = rows
        self.fields["audience"].empty_label = _("Iedereen die wil lezen over: %(topic)s") % {
            "topic": newsletter.get_topic_display()
        }


class TestForm(forms.Form):
    """To which of the own addresses a test copy goes, and in which language."""

    __test__ = False

    to = forms.ChoiceField(label=gettext_lazy("Naar"))
    language = forms.ChoiceField(label=gettext_lazy("Taal"), choices=settings.LANGUAGES)

    def __init__(self, *args, newsletter, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(row, row) for row in testing.addresses(user)]
        written = {text.language for text in newsletter.texts.all()}
        shown = [pair for pair in settings.LANGUAGES if pair[0] in written]
        self.fields["language"].choices = shown or settings.LANGUAGES[:1]


class WhenForm(forms.Form):
    """Now, or at a day and time; `at` is that moment in `cleaned_data`, or None for now.

    Each has a button of its own, which sends `when` along.
    """

    when = forms.ChoiceField(choices=[(NOW, NOW), (LATER, LATER)], widget=forms.HiddenInput)
    day = DutchDateField(label=gettext_lazy("Dag"), required=False)
    clock = forms.TimeField(
        label=gettext_lazy("Tijd"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Vul een tijd in, bijvoorbeeld 9:30.")},
    )

    def clean(self):
        cleaned = super().clean()
        cleaned["at"] = None
        if cleaned.get("when") != LATER:
            return cleaned
        for name, words in (
            ("day", _("Kies op welke dag hij weggaat.")),
            ("clock", _("Kies hoe laat hij weggaat.")),
        ):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if not self.errors:
            cleaned["at"] = self.moment(datetime.combine(cleaned["day"], cleaned["clock"]))
        return cleaned

    def moment(self, typed):
        """That moment; one that the clock passes by in spring would be another one, unasked."""
        at = timezone.make_aware(typed)
        if at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None) != typed:
            words = _("Deze tijd bestaat die nacht niet: de klok gaat vooruit. Kies een andere.")
            self.add_error("clock", words)
        return at


class ApproveForm(WhenForm):
    """What was seen, repeated by the button that sends it."""

    SEEN = ("number", "revision", "whom")

    number = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    whom = forms.CharField(max_length=64)

    @property
    def is_damaged(self):
        """Whether what is wrong is nothing that somebody typed."""
        return any(name in self.errors for name in ("when", *self.SEEN))
