"""What readers fill in about newsletters."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.formfields import OwnMailboxField
from core.people import no_link
from core.spamtraps import Trapped
from newsletters.models import Topic
from participants.models import Branch

WHAT = {
    Topic.RECRUITMENT: _("Meedoen aan HTO: nieuwe groepen en verhalen van HTO'ers"),
    Topic.MEETINGS: _("Informatiebijeenkomsten: waar en wanneer"),
    Topic.ALUMNI: _("Voor HTO'ers na de opleiding"),
}


class TopicsField(forms.MultipleChoiceField):
    """Nothing is ticked beforehand: who is silent agrees to nothing."""

    default_error_messages = {
        "required": _("Kies minstens één onderwerp."),
        "invalid_choice": _("Kies uit de onderwerpen op deze pagina."),
    }

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Waarover wil je mail?"),
            choices=[(topic.value, WHAT[topic]) for topic in Topic],
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class FirstNameField(forms.CharField):
    def __init__(self, **kwargs):
        attrs = {"autocomplete": "given-name"}
        super().__init__(
            label=_("Voornaam"),
            max_length=80,
            required=False,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )

    def clean(self, value):
        """On one line, whatever was pasted."""
        return " ".join(super().clean(value).split())

    def validate(self, value):
        super().validate(value)
        no_link(value)


class SubscribeForm(Trapped):
    email = OwnMailboxField()
    topics = TopicsField()
    first_name = FirstNameField()
    branch = forms.ChoiceField(
        label=_("In welke branche werk je?"),
        choices=[("", _("Geen antwoord")), *Branch.choices],
        required=False,
    )


class FindForm(Trapped):
    """The way to the page of choices for who has no mail at hand."""

    email = OwnMailboxField()


class ChoicesForm(forms.Form):
    topics = TopicsField()
    first_name = FirstNameField()
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].error_messages["required"] = _(
            "Kies minstens één onderwerp, of meld je hieronder af."
        )
