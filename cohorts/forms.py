"""Making and changing a cohort."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Organisation, Region
from core import durations
from core.formfields import DutchDateField
from internships import hours
from participants import admission


class SeatsForm(forms.ModelForm):
    """A cohort whose maximum leaves everybody the own seat; to be used in a transaction."""

    def clean_max_participants(self):
        maximum = self.cleaned_data["max_participants"]
        if self.instance.pk:
            admission.check_maximum(self.instance, maximum)
        return maximum


class CohortForm(SeatsForm):
    """Norm and ceiling are typed in whole hours and kept in minutes."""

    start_on = DutchDateField(label=_("Eerste dag"))
    end_on = DutchDateField(label=_("Laatste dag"))
    norm_hours = forms.IntegerField(
        label=_("Urennorm (uren)"), min_value=1, max_value=1000, initial=80
    )
    ceiling_hours = forms.IntegerField(
        label=_("Urenplafond (uren)"),
        min_value=1,
        max_value=1000,
        initial=100,
        help_text=_("Meer uren kan een deelnemer niet invullen"),
    )

    class Meta:
        model = Cohort
        fields = [
            "region",
            "name",
            "provider",
            "start_on",
            "end_on",
            "norm_hours",
            "ceiling_hours",
            "min_participants",
            "max_participants",
            "reminders_on",
        ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        regions = Region.objects.editable_by(user).filter(is_active=True)
        self.fields["region"].queryset = regions
        self.fields["region"].empty_label = None if regions.count() == 1 else _("Kies een regio")
        self.fields["provider"].queryset = Organisation.objects.visible_to(user)
        self.fields["provider"].empty_label = _("Kies een opleider")
        if self.instance.pk:
            self.initial["norm_hours"] = self.instance.norm_minutes // 60
            self.initial["ceiling_hours"] = self.instance.ceiling_minutes // 60

    def clean(self):
        cleaned = super().clean()
        norm, ceiling = cleaned.get("norm_hours"), cleaned.get("ceiling_hours")
        if norm and ceiling:
            self.instance.norm_minutes, self.instance.ceiling_minutes = norm * 60, ceiling * 60
            if ceiling < norm:
                self.add_error("ceiling_hours", _("Het urenplafond is lager dan de urennorm."))
        return cleaned

    def clean_ceiling_hours(self):
        """Nobody's hours become too many afterwards."""
        ceiling = self.cleaned_data["ceiling_hours"]
        most = hours.most_logged(self.instance) if self.instance.pk else 0
        if ceiling * 60 < most:
            raise forms.ValidationError(
                _("Een deelnemer heeft al %(hours)s ingevuld."),
                params={"hours": durations.format_long(most)},
            )
        return ceiling
