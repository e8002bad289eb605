"""A leader's forms about mail: looking for one, changing one, and writing a letter."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.formfields import LongSelect
from outbox import kinds, letters
from outbox.models import Message

Status = Message.Status

# What a leader looks for: several statuses can be one answer.
GROUPS = {
    "draft": (gettext_lazy("Concept"), (Status.DRAFT,)),
    "waiting": (gettext_lazy("Wacht"), (Status.HELD, Status.WAITING, Status.SENDING)),
    "sent": (gettext_lazy("Verstuurd"), (Status.SENT,)),
    "lost": (
        gettext_lazy("Niet aangekomen of onzeker"),
        (Status.FAILED, Status.IN_DOUBT, Status.BOUNCED),
    ),
    "cancelled": (gettext_lazy("Geannuleerd"), (Status.CANCELLED,)),
}
# So many names stand in an error; the rest is a number.
NAMED = 3


class MessageFilter(forms.Form):
    """Narrowing the list of mails."""

    q = forms.CharField(label=gettext_lazy("Adres of onderwerp"), required=False, max_length=80)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Soort mail"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        groups = [(name, label) for name, (label, _statuses) in GROUPS.items()]
        self.fields["status"].choices = [("", _("Alles")), *groups]
        self.fields["kind"].choices = [("", _("Alle soorten")), *kinds.labels().items()]

    def narrow(self, messages):
        """Of these messages the ones that are looked for."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if group := wanted.get("status"):
            messages = messages.filter(status__in=GROUPS[group][1])
        if kind := wanted.get("kind"):
            messages = messages.filter(kind=kind)
        return messages.search(wanted.get("q", ""))


class Words(forms.Form):
    """Subject and text of a mail."""

    subject = forms.CharField(
        label=gettext_lazy("Onderwerp"), max_length=letters.LONGEST_SUBJECT, strip=False
    )
    text = forms.CharField(
        label=gettext_lazy("Tekst"),
        max_length=letters.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean_subject(self):
        subject = self.cleaned_data["subject"]
        if len(subject.splitlines()) > 1:
            raise forms.ValidationError(_("Zet het onderwerp op één regel."))
        if not subject.strip():
            raise forms.ValidationError(_("Vul een onderwerp in."))
        return letters.on_one_line(subject)


class MessageForm(Words):
    """One reader's copy of a letter: here nothing is filled in any more."""

    def clean(self):
        cleaned = super().clean()
        for name in ("subject", "text"):
            if any(
                field in letters.FIELDS for field, _default in letters.named(cleaned.get(name, ""))
            ):
                self.add_error(
                    name, _("Deze mail is voor één persoon: typ zelf wat er moet staan.")
                )
        return cleaned


class Ticks(forms.MultipleHiddenInput):
    """A box per reader, each with a name of its own: `people-12`."""

    def value_from_datadict(self, data, files, name):
        return [key.removeprefix(f"{name}-") for key in data if key.startswith(f"{name}-")]


class TickedPeople(forms.Field):
    """The readers among `readers` whose boxes were ticked."""

    widget = Ticks
    default_error_messages = {"required": gettext_lazy("Vink minstens één persoon aan.")}
    readers = ()

    def clean(self, value):
        keys = set(super().clean(value))
        ticked = [row for row in self.readers if row.key in keys and row.is_reachable]
        if gone := len(keys) - len(ticked):
            raise forms.ValidationError(
                ngettext(
                    "%(gone)d persoon staat niet meer in deze lijst. Kijk de lijst nog eens na.",
                    "%(gone)d mensen staan niet meer in deze lijst. Kijk de lijst nog eens na.",
                    gone,
                )
                % {"gone": gone}
            )
        return ticked


class LetterForm(Words):
    """A letter to some of `readers`, of whom all are ticked at first."""

    people = TickedPeople()
    reader = forms.ChoiceField(
        label=gettext_lazy("Bekijk de mail zoals deze persoon hem leest"),
        required=False,
        widget=LongSelect,
    )

    def __init__(self, *args, readers, **kwargs):
        super().__init__(*args, **kwargs)
        reachable = [row for row in readers if row.is_reachable]
        self.fields["people"].readers = reachable
        self.fields["people"].initial = [row.key for row in reachable]
        self.fields["reader"].choices = [(row.key, row.name) for row in reachable]

    def clean(self):
        cleaned = super().clean()
        for name in ("subject", "text"):
            if error := self.error_in(cleaned.get(name, ""), cleaned.get("people") or []):
                self.add_error(name, error)
        return cleaned

    def error_in(self, typed, readers):
        """What is wrong with the fields in a subject or text, or ""."""
        if unknown := letters.unknown(typed):
            names = {"unknown": braced(unknown), "known": braced(letters.FIELDS)}
            text = _("Dit veld bestaat niet: %(unknown)s. Je kunt kiezen uit %(known)s.")
            return text % names
        for field, rows in letters.lacking(typed, readers).items():
            names = {"field": braced([field]), "people": first_names(rows)}
            otherwise = _("je %(field)s") % {"field": field}
            names["example"] = braced([f"{field}|{otherwise}"])
            text = _(
                "%(field)s is leeg voor %(people)s. Schrijf erbij wat er dan moet staan, "
                "bijvoorbeeld %(example)s."
            )
            return text % names
        return ""

    @property
    def shown_reader(self):
        """Whose mail is previewed: who was chosen, else the first that is ticked."""
        readers = self.fields["people"].readers
        chosen = [row for row in readers if row.key == self.cleaned_data.get("reader")]
        return (chosen or self.cleaned_data["people"])[0]


def braced(names):
    return ", ".join(f"{{{name}}}" for name in dict.fromkeys(names))


def first_names(readers):
    """A few names and how many more."""
    names = ", ".join(row.name for row in readers[:NAMED])
    more = len(readers) - NAMED
    return _("%(names)s en nog %(more)d") % {"names": names, "more": more} if more > 0 else names
