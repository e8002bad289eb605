"""Choosing for whom a tagged link is."""

from django import forms
from django.utils.translation import gettext as _

from cohorts.models import Organisation, Region
from newsletters import partner_kit
from recruitment.models import Channel


class ChannelForm(forms.ModelForm):
    """A link of a region; which region stands fast once it is made."""

    class Meta:
        model = Channel
        fields = ["region", "organisation", "name", "is_active"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        regions = Region.objects.editable_by(user).open()
        self.fields["region"].queryset = regions
        self.fields["region"].empty_label = None
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user)
        self.fields["organisation"].empty_label = _("geen partner: een eigen actie")
        self.fields["name"].help_text = _(
            "Waaraan je de link herkent, bijvoorbeeld: nieuwsbrief van maart"
        )
        if self.instance.pk:
            del self.fields["region"]
            self.fields["is_active"].help_text = _(
                "Uit: de link blijft werken, maar er wordt niets meer geteld"
            )
        else:
            del self.fields["is_active"]
            if len(regions) == 1:
                self.fields["region"].widget = forms.HiddenInput()
                self.initial["region"] = regions[0].pk

    def clean(self):
        cleaned = super().clean()
        region = cleaned.get("region") or (self.instance.region_id and self.instance.region)
        partner = cleaned.get("organisation")
        if region and partner and not partner_kit.works_in(partner, region):
            self.add_error("organisation", _("Deze organisatie is geen partner in deze regio."))
        # The constraint of the table says so above the form, or, without the region, not at all.
        others = Channel.objects.editable_by(self.user).exclude(pk=self.instance.pk)
        if region and others.filter(region=region, name=cleaned.get("name")).exists():
            self.add_error("name", self.taken())
        return cleaned

    def taken(self):
        return _("Deze regio heeft al een link met deze naam.")
