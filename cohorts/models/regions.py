"""Regions and the organisations that work there."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Regions whose cohorts this user may see: the led ones, or all for a superuser."""
        return self if user.is_superuser else self.filter(leaders=user)

    def editable_by(self, user):
        return self.visible_to(user)

    def open(self):
        """Those that take part now, and so have a public page."""
        return self.filter(is_active=True)

    def with_leaders(self):
        """Each with `leading`: how many of its leaders have an account that works."""
        leading = models.Count("leaders", filter=Q(leaders__is_active=True), distinct=True)
        return self.annotate(leading=leading)


class Region(models.Model):
    """An HTO region: its own table, since it is not a province nor a school-holiday region."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(
        _("naam in adressen"),
        unique=True,
        help_text=_(
            "Staat in links, op drukwerk en in QR-codes. Verandert deze naam, dan leiden oude "
            "adressen voortaan hierheen door"
        ),
    )
    is_active = models.BooleanField(_("actief"), default=True)
    # What stands on its public page.
    intro = models.TextField(
        _("tekst op de pagina van de regio"),
        blank=True,
        max_length=4000,
        help_text=_("Gewone tekst; een lege regel begint een nieuwe alinea"),
    )
    intro_en = models.TextField(
        _("Engelse tekst op de pagina van de regio"),
        blank=True,
        max_length=4000,
        default="",
        db_default="",
        help_text=_("Leeg: ook wie Engels leest, ziet de Nederlandse tekst"),
    )
    email = models.EmailField(_("e-mailadres voor vragen"), blank=True)
    phone = PhoneNumberField(_("telefoon voor vragen"), blank=True)
    leaders = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="led_regions",
        blank=True,
        verbose_name=_("projectleiders"),
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("regio")
        verbose_name_plural = _("regio's")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """A slug that is left stays an address of this region (RegionSlug).

        Raises ValidationError for the former slug of another region.
        """
        with transaction.atomic():
            before = Region.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            self.refuse_a_former_slug()
            super().save(*args, **kwargs)
            now = Region.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            if before not in (None, now):
                self.former_slugs.filter(slug=now).delete()
                self.former_slugs.create(slug=before)

    def clean(self):
        super().clean()
        self.refuse_a_former_slug()

    @property
    def told(self):
        """(text, its language) of what stands on its page, in the language of the moment or else
        in Dutch; the text is empty where the region tells nothing."""
        if get_language() == "en" and self.intro_en.strip():
            return self.intro_en, "en"
        return self.intro, settings.LANGUAGE_CODE

    def refuse_a_former_slug(self):
        """Else a printed code of that region would lead to this one."""
        former = RegionSlug.objects.filter(slug=self.slug).exclude(region=self.pk)
        if row := former.select_related("region").first():
            text = gettext("Zo heette %(region)s eerder, en oude links daarheen werken nog.")
            raise ValidationError({"slug": text % {"region": row.region}})

    @property
    def reply_to(self):
        """The headers of a mail whose answer should reach a person of this region, if it can."""
        return {"Reply-To": self.email} if self.email else {}


class RegionSlug(models.Model):
    """A name that a region had in addresses: links and QR-codes with it lead on to the region."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="former_slugs", verbose_name=_("regio")
    )
    slug = models.SlugField(_("vroegere naam in adressen"), unique=True)

    class Meta:
        verbose_name = _("vroegere naam in adressen")
        verbose_name_plural = _("vroegere namen in adressen")
        ordering = ["slug"]

    def __str__(self):
        return self.slug


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Partners of the led regions, and those without a region yet, such as a new provider."""
        if user.is_superuser:
            return self
        mine = Partnership.objects.filter(region__in=Region.objects.visible_to(user))
        anybodys = Partnership.objects.values("organisation")
        return self.filter(Q(pk__in=mine.values("organisation")) | ~Q(pk__in=anybodys))


class Organisation(models.Model):
    """A partner, fund, funder or training provider. Names change, so nothing is hard-coded."""

    name = models.CharField(_("naam"), max_length=160, unique=True)
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("opgevolgd door"),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Partnership(models.Model):
    """What an organisation is for a region, and from when until when."""

    class Role(models.TextChoices):
        PROVIDER = "provider", _("opleider (hogeschool)")
        FUND = "fund", _("opleidingsfonds (O&O-fonds)")
        FUNDER = "funder", _("financier")
        LEAD = "lead", _("penvoerder")
        PROVINCE = "province", _("provincie")
        VMBO = "vmbo", _("vmbo")
        MBO = "mbo", _("mbo")
        COMPANY = "company", _("bedrijf")
        PARTNER = "partner", _("partner")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="partnerships", verbose_name=_("organisatie")
    )
    region = models.ForeignKey(
        Region, models.CASCADE, related_name="partnerships", verbose_name=_("regio")
    )
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    from_on = models.DateField(_("vanaf"))
    until_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("samenwerking")
        verbose_name_plural = _("samenwerkingen")
        ordering = ["region", "role", "-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="partnership_ends_after_start",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "region", "role", "from_on"],
                name="one_partnership_per_role_and_start",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.get_role_display()}"
