"""Who somebody is (User), and how a person without an account acts (AccessLink)."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import addresses
from core.emails import clean_email
from core.people import PersonName


def display(user):
    """How sign-in pages name a user."""
    return user.full_name


class UserQuerySet(models.QuerySet):
    def own(self, user):
        """The one row that is this user."""
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=clean_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=clean_email(email))


class User(PersonName, AbstractBaseUser, PermissionsMixin):
    """A person. What somebody may do follows from relations (leads a region, has a seat), never
    from a field here: one person can be participant, school contact and leader at once."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    language = models.CharField(
        _("taal"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("mag inloggen"), default=True)
    is_staff = models.BooleanField(_("mag in het beheer"), default=False)
    joined_at = models.DateTimeField(_("aangemaakt op"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["folded_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"
            )
        ]

    def save(self, *args, **kwargs):
        self.email = clean_email(self.email)
        super().save(*args, **kwargs)
        if "email" in (kwargs.get("update_fields") or {"email"}):
            addresses.keep_in_step(self)

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.first_name


class AccessLink(models.Model):
    """One key in one mail, for one holder and one purpose.

    The key itself is made at the moment the mail leaves and only its hash is kept, so nobody who
    reads the database or the outbox can act in the holder's name.
    """

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("uitnodiging")
        PLACEMENT = "placement", _("stageplaats beantwoorden")
        HOURS = "hours", _("uren bevestigen")
        MAIL = "mail", _("mail uitstellen of kiezen")
        SUBSCRIPTION = "subscription", _("inschrijving bevestigen")

    purpose = models.CharField(_("doel"), max_length=20, choices=Purpose)
    holder_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    holder_id = models.PositiveBigIntegerField()
    holder = GenericForeignKey("holder_type", "holder_id")
    email = models.EmailField(_("verstuurd aan"))
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    issued_at = models.DateTimeField(_("verstuurd op"), null=True, editable=False)
    expires_at = models.DateTimeField(_("geldig tot"), null=True, editable=False)
    used_at = models.DateTimeField(_("gebruikt op"), null=True, editable=False)
    used_name = models.CharField(_("gebruikt door"), max_length=120, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toegangslink")
        verbose_name_plural = _("toegangslinks")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["holder_type", "holder_id"], name="link_by_holder")]

    def __str__(self):
        return f"{self.get_purpose_display()} · {self.email}"

    def is_open(self, now):
        """Whether a POST with this link may still act."""
        return (
            self.used_at is None
            and self.revoked_at is None
            and self.expires_at is not None
            and now < self.expires_at
        )
