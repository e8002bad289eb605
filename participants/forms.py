"""Admitting, changing and stopping participants."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.formfields import DutchDateField, MailboxField, PhoneField
from core.people import has_letter
from participants.models import Branch, Participant


class AdmissionForm(forms.Form):
    """A new participant of one cohort, with the employer typed in place.

    What comes out of it are the arguments of `admission.admit`.
    """

    first_name = forms.CharField(label=_("Voornaam"), max_length=80, validators=[has_letter])
    infix = forms.CharField(
        label=_("Tussenvoegsel"),
        max_length=20,
        required=False,
        help_text=_("Bijvoorbeeld: van den"),
    )
    last_name = forms.CharField(label=_("Achternaam"), max_length=120, validators=[has_letter])
    email = MailboxField(help_text=_("Hier gaat de uitnodiging naartoe"))
    phone = PhoneField(label=_("Telefoon"), required=False)
    employer_name = forms.CharField(label=_("Werkgever"), max_length=160, required=False)
    employer_place = forms.CharField(
        label=_("Plaats van de werkgever"), max_length=80, required=False
    )
    employment = forms.ChoiceField(
        label=_("Dienstverband"),
        choices=[("", _("Nog niet bekend")), *Participant.Employment.choices],
        required=False,
    )
    branch = forms.ChoiceField(
        label=_("Branche"), choices=[("", _("Nog niet bekend")), *Branch.choices], required=False
    )
    language = forms.ChoiceField(
        label=_("Taal van de mails"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        required=False,
    )

    def clean_language(self):
        return self.cleaned_data["language"] or settings.LANGUAGE_CODE


class ParticipantForm(forms.ModelForm):
    """What a leader may change of somebody's place; the name belongs to the person."""

    class Meta:
        model = Participant
        fields = ["phone", "employment", "branch"]
        field_classes = {"phone": PhoneField}


class AddressForm(forms.Form):
    """The right address of somebody whose mail does not arrive."""

    email = MailboxField(
        label=_("Nieuw e-mailadres"),
        help_text=_("Hier gaat meteen een nieuwe uitnodiging naartoe"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class StopForm(forms.Form):
    """Why and when somebody stops; kept for the report to funders."""

    stopped_on = DutchDateField(label=_("Gestopt op"))
    reason = forms.CharField(
        label=_("Reden"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stopped_on"].initial = timezone.localdate

    def clean_stopped_on(self):
        stopped_on = self.cleaned_data["stopped_on"]
        if stopped_on > timezone.localdate():
            raise forms.ValidationError(_("Deze dag komt nog."))
        return stopped_on
