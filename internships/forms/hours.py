"""The form of one line of hours."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import durations
from core.formfields import DutchDateField
from internships import suggesting
from internships.models import HourEntry


class HowLongField(forms.Field):
    """A `durations.Reading`: a duration or a span, in every notation."""

    default_error_messages = {"required": _("Vul in hoe lang, bijvoorbeeld 1:30 of 9:00-12:30.")}

    def to_python(self, value):
        if value is None or not value.strip():
            return None
        return read(durations.read, value)


class BreakField(forms.Field):
    """Whole minutes; a bare number is minutes here, since nobody pauses for fifteen hours."""

    def to_python(self, value):
        text = (value or "").strip()
        if not text or text == "0":
            return 0
        return read(durations.parse, f"{text} min" if text.isdecimal() else text)


def read(reader, text):
    try:
        return reader(text)
    except durations.DurationError as error:
        raise ValidationError(str(error), code="invalid") from error


class HourForm(forms.Form):
    """Text to the columns of a line. `placements` are those the line may be on, from a scope."""

    worked_on = DutchDateField(label=_("Welke dag?"))
    duration = HowLongField(
        label=_("Hoe lang?"),
        help_text=_("Zoals 1:30, 1,5 of 9:00-12:30"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "done"}),
    )
    kind = forms.ChoiceField(
        label=_("Wat deed je?"),
        choices=HourEntry.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat je deed.")},
    )
    placement = forms.ChoiceField(
        label=_("Op welke school?"),
        error_messages={
            "invalid_choice": _("Deze stage neemt geen uren meer aan. Kies opnieuw."),
        },
    )
    break_minutes = BreakField(
        label=_("Pauze in minuten"),
        required=False,
        help_text=_("Alleen bij een begin- en eindtijd; de pauze gaat eraf."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Notitie"),
        required=False,
        max_length=500,
        help_text=_("Bijvoorbeeld welke les. Noem geen namen van leerlingen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, placements, **kwargs):
        super().__init__(*args, **kwargs)
        self.placements = {str(row.pk): row for row in placements}
        self.fields["worked_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        # Of one placement nothing is asked, unless another was chosen that was ended meanwhile.
        is_settled = self.data.get("placement", "") in ("", *self.placements)
        if not self.placements or (len(self.placements) == 1 and is_settled):
            del self.fields["placement"]
        else:
            self.fields["placement"].choices = [
                (key, row.school) for key, row in self.placements.items()
            ]

    def clean(self):
        data = super().clean()
        reading, pause = data.get("duration"), data.get("break_minutes")
        if not reading or not pause:
            return data
        if reading.start is None:
            self.add_error(
                "break_minutes",
                _("Een pauze hoort bij een begin- en eindtijd: vul bij Hoe lang 9:00-12:30 in."),
            )
        elif pause >= reading.minutes:
            self.add_error("break_minutes", _("De pauze duurt langer dan de tijd zelf."))
        return data

    def refuse(self, reason):
        """Save nothing, but keep what was typed."""
        self.full_clean()
        self.add_error(None, reason)

    @property
    def chosen_placement(self):
        """The chosen placement, or the only one."""
        if "placement" not in self.fields:
            return next(iter(self.placements.values()))
        return self.placements[self.cleaned_data["placement"]]

    @property
    def line(self):
        """The columns of the line as typed."""
        data = self.cleaned_data
        reading = data["duration"]
        return {
            "worked_on": data["worked_on"],
            "starts_at": reading.start,
            "ends_at": reading.end,
            "break_minutes": data["break_minutes"],
            "minutes": reading.minutes - data["break_minutes"],
            "kind": data["kind"],
            "note": data["note"],
        }

    @property
    def has_more(self):
        """Whether the folded part of the form holds something to see."""
        folded = (self["break_minutes"], self["note"])
        return any(field.errors or field.value() not in (None, "", "0", 0) for field in folded)


def values_of(entry):
    """What the form shows for an existing line."""
    return {
        "worked_on": entry.worked_on,
        "duration": suggesting.typed(entry),
        "kind": entry.kind,
        "placement": entry.placement_id,
        "break_minutes": entry.break_minutes or "",
        "note": entry.note,
    }
