"""Schools and the people there."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from cohorts.models import HolidayRegion, Region
from core.emails import clean_email
from core.people import PersonName
from core.search import fold
from outbox import choosing
from outbox.kinds import Reader


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The registry is public; leaders need all of it, others see no school list."""
        if user.is_superuser or Region.objects.visible_to(user).exists():
            return self
        return self.filter(contacts__user=user)

    def editable_by(self, user):
        """Where a region this user leads knows somebody, or has placed somebody."""
        if user.is_superuser:
            return self
        regions = Region.objects.editable_by(user)
        known = self.filter(contacts__regions__in=regions).values("pk")
        placed = self.filter(placements__participant__cohort__region__in=regions).values("pk")
        return self.filter(Q(pk__in=known) | Q(pk__in=placed))

    def open(self):
        return self.filter(closed_on=None)

    def search(self, text):
        """Schools whose name, place or code holds every typed word."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


class School(models.Model):
    """One location (vestiging) of a school, as DUO registers it.

    `code` is the BRIN of the institution (4 characters), with the 2 digits of the location where
    there are any: an mbo institution is registered without.
    """

    class Kind(models.TextChoices):
        VMBO = "vmbo", _("vmbo")
        MBO = "mbo", _("mbo")
        OTHER = "other", _("anders")

    code = models.CharField(
        _("vestigingscode"),
        max_length=6,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Z]{4}([0-9]{2})?$", _("Bijvoorbeeld 18BR00 of 25PM."))],
        help_text=_("BRIN en vestigingsnummer, bijvoorbeeld 18BR00"),
    )
    name = models.CharField(_("naam"), max_length=160)
    kind = models.CharField(_("soort"), max_length=5, choices=Kind)
    structure = models.CharField(_("onderwijsstructuur"), max_length=60, blank=True)
    street = models.CharField(_("straat"), max_length=100, blank=True)
    house_number = models.CharField(_("huisnummer"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    province = models.CharField(_("provincie"), max_length=30, blank=True)
    holiday_region = models.CharField(
        _("vakantieregio"), max_length=6, choices=HolidayRegion, blank=True
    )
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    closed_on = models.DateField(_("gesloten sinds"), null=True, blank=True)
    folded = models.CharField(max_length=300, editable=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("scholen")
        ordering = ["name", "place", "pk"]
        indexes = [models.Index(fields=["place"], name="school_by_place")]

    def __str__(self):
        return f"{self.name}, {self.place}" if self.place else self.name

    def save(self, *args, **kwargs):
        self.fold()
        super().save(*args, **kwargs)

    def fold(self):
        words = (self.name, self.place, self.code or "", self.municipality)
        self.folded = fold(" ".join(words))[:300]


class SchoolContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Contacts of the regions this user leads, and the person's own record."""
        if user.is_superuser:
            return self
        led = self.filter(regions__in=Region.objects.visible_to(user)).values("pk")
        return self.filter(Q(user=user) | Q(pk__in=led))

    def editable_by(self, user):
        if user.is_superuser:
            return self
        led = self.filter(regions__in=Region.objects.editable_by(user)).values("pk")
        return self.filter(pk__in=led)

    def mail_visible_to(self, user):
        """Those whose mail names nobody of a region that this user does not lead.

        One mail asks about everybody supervised from an address, so all records of it count.
        """
        if user.is_superuser:
            return self
        mine = self.editable_by(user)
        elsewhere = Region.objects.exclude(pk__in=Region.objects.editable_by(user).values("pk"))
        shared = SchoolContact.objects.filter(email__in=mine.values("email")).filter(
            Q(regions__in=elsewhere) | Q(placements__participant__cohort__region__in=elsewhere)
        )
        return mine.exclude(email__in=shared.values("email"))

    def own(self, user):
        return self.filter(user=user, left_on=None)

    def search(self, text):
        """Contacts whose name or school holds every typed word."""
        found = self
        for word in fold(text).split():
            found = found.filter(Q(folded_name__contains=word) | Q(school__folded__contains=word))
        return found

    def active(self):
        return self.filter(left_on=None)

    def supervising(self):
        """Who may supervise: a qualified teacher who still works there."""
        return self.active().filter(is_qualified=True)


class SchoolContact(PersonName):
    """A person at a school location; as a rule without an account.

    Only a qualified teacher may supervise: the participant is not qualified to teach.
    """

    school = models.ForeignKey(
        School, models.PROTECT, related_name="contacts", verbose_name=_("school")
    )
    email = models.EmailField(_("e-mailadres"))
    phone = PhoneNumberField(_("telefoon"), blank=True)
    function = models.CharField(_("functie"), max_length=80, blank=True)
    is_qualified = models.BooleanField(_("bevoegd docent"), default=False)
    language = models.CharField(
        _("taal"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="school_contacts",
        verbose_name=_("account"),
        help_text=_("Leeg: deze persoon werkt met links uit de mail"),
    )
    regions = models.ManyToManyField(
        Region, related_name="school_contacts", verbose_name=_("bekend bij regio's")
    )
    left_on = models.DateField(_("weg sinds"), null=True, blank=True)

    objects = SchoolContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "email"],
                name="one_contact_per_address_per_school",
                violation_error_message=_("Deze school heeft al een contact met dit e-mailadres."),
            )
        ]

    def save(self, *args, **kwargs):
        self.email = clean_email(self.email)
        super().save(*args, **kwargs)

    @property
    def may_supervise(self):
        return self.is_qualified and self.left_on is None


@receiver(pre_save, sender=SchoolContact, dispatch_uid="choices_follow_a_contact")
def follow_a_contact(instance, update_fields, **kwargs):
    choosing.follow(instance, [Reader.SCHOOL], update_fields)
