"""The form for days on which a school differs from its region."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.formfields import DutchDateField


class ExceptionForm(forms.Form):
    """One day needs no last day."""

    name = forms.CharField(
        label=_("Wat is er?"), max_length=80, help_text=_("Bijvoorbeeld: studiedag of examenweek")
    )
    start_on = DutchDateField(label=_("Eerste dag"))
    end_on = DutchDateField(
        label=_("Laatste dag"), required=False, help_text=_("Leeg: het is één dag")
    )
    is_open = forms.TypedChoiceField(
        label=_("De school is dan"),
        coerce=lambda value: value == "True",
        choices=[(False, _("dicht")), (True, _("open, terwijl de regio vrij is"))],
        initial=False,
        widget=forms.RadioSelect,
    )

    def clean_end_on(self):
        return self.cleaned_data["end_on"] or self.cleaned_data.get("start_on")
