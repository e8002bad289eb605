"""What somebody chooses about the mail of the portal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outbox import choosing

# The choices on the page, shortest first; nothing of it lasts for ever.
WEEKS = (1, 2, 4)
Rhythm = choosing.Rhythm
WORDS = {
    Rhythm.AT_ONCE: _("Meteen"),
    Rhythm.WEEKLY: _("Eén keer per week"),
    Rhythm.OFF: _("Niet"),
}


class ChoicesForm(forms.Form):
    """One question per kind of mail that leaves something to choose."""

    def __init__(self, kinds, address, data=None):
        super().__init__(data)
        self.kinds = [kind for kind in kinds if len(kind.rhythms) > 1]
        chosen = choosing.rhythms(address)
        for kind in self.kinds:
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.label,
                choices=[(rhythm.value, WORDS[rhythm]) for rhythm in kind.rhythms],
                initial=chosen.get(kind.name, kind.default),
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Kies één van deze mogelijkheden."),
                    "invalid_choice": _("Kies één van deze mogelijkheden."),
                },
            )

    @property
    def changes(self):
        """{kind: rhythm} of what differs from before."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class SnoozeForm(forms.Form):
    """No mail of one kind for some weeks; 0 weeks ends it."""

    kind = forms.ChoiceField()
    weeks = forms.TypedChoiceField(coerce=int, choices=[(weeks, weeks) for weeks in (0, *WEEKS)])

    def __init__(self, kinds, data=None):
        super().__init__(data)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in kinds if kind.snoozes]
