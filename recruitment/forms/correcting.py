"""Putting right in admin what is known of somebody who came to a region."""

from django import forms
from django.utils.translation import gettext as _

from recruitment.models import Lead


class LeadForm(forms.ModelForm):
    """Region and status stand fast on the page, so the table's own constraint is not looked at."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        others = Lead.objects.open().filter(region=self.instance.region_id, email=email)
        if self.instance.status in Lead.OPEN and others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Met dit adres staat al iemand open in deze regio. Ga verder met die aanmelding.")
            )
        return email
