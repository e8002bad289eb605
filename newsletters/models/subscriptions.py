"""Who reads which newsletters of which region."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Region
from core.emails import clean_email
from core.workflow import Workflow
from participants.models import Branch
from recruitment.models import Channel


class Topic(models.TextChoices):
    RECRUITMENT = "recruitment", _("meedoen aan HTO")
    MEETINGS = "meetings", _("informatiebijeenkomsten")
    ALUMNI = "alumni", _("voor HTO'ers na de opleiding")


def subscription_key():
    """What a reader leaves with: 192 random bits, in every mail of this subscription."""
    return secrets.token_urlsafe(24)


class SubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))

    def confirmed(self):
        """Who may get newsletters: whoever said so twice and did not leave."""
        return self.filter(status=Subscription.Status.CONFIRMED)


class Subscription(Workflow):
    """One address that asked for the newsletters of one region.

    `key` opens the page of choices and unsubscribes; it is the same in all mails, since whoever
    finds an old one must be able to leave with it. It can do nothing else.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("nog niet bevestigd")
        CONFIRMED = "confirmed", _("ingeschreven")
        # Whoever did it, reader or portal: that stands in the proof.
        ENDED = "ended", _("gestopt")

    MOVES = {
        Status.PENDING: {Status.CONFIRMED, Status.ENDED},
        Status.CONFIRMED: {Status.ENDED},
        Status.ENDED: {Status.PENDING, Status.CONFIRMED},
    }

    region = models.ForeignKey(
        Region,
        models.CASCADE,
        db_index=False,  # "One subscription per address in a region" begins with it.
        related_name="subscriptions",
        verbose_name=_("regio"),
    )
    email = models.EmailField(_("e-mailadres"))
    first_name = models.CharField(_("voornaam"), max_length=80, blank=True)
    language = models.CharField(
        _("taal"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    branch = models.CharField(_("branche"), max_length=16, choices=Branch, blank=True)
    channel = models.ForeignKey(
        Channel,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("wervingskanaal"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    key = models.CharField(max_length=40, default=subscription_key, editable=False)
    asked_at = models.DateTimeField(_("gevraagd op"), default=timezone.now)
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    ended_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inschrijving")
        verbose_name_plural = _("inschrijvingen")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "email"],
                name="one_subscription_per_address_in_region",
                violation_error_message=_("Dit adres is hier al ingeschreven."),
            ),
            # Not `unique` at the column: that adds a second index, for searching by a beginning.
            models.UniqueConstraint(fields=["key"], name="one_subscription_per_key"),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
                name="confirmed_subscription_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="subscription_by_address"),
            models.Index(fields=["-asked_at", "-id"], name="subscription_newest"),
            models.Index(
                fields=["id"], condition=Q(status="pending"), name="subscription_unconfirmed"
            ),
            models.Index(
                fields=["region", "confirmed_at"],
                condition=Q(status="confirmed"),
                name="subscription_confirmed",
            ),
            models.Index(
                fields=["ended_at"], condition=Q(status="ended"), name="subscription_ended"
            ),
        ]

    def __str__(self):
        return self.email

    def save(self, *args, **kwargs):
        self.email = clean_email(self.email)
        super().save(*args, **kwargs)


class SubscriptionTopic(models.Model):
    """One thing a reader wants to hear of."""

    subscription = models.ForeignKey(
        Subscription,
        models.CASCADE,
        db_index=False,  # The constraint below begins with it.
        related_name="topics",
        verbose_name=_("inschrijving"),
    )
    topic = models.CharField(_("onderwerp"), max_length=12, choices=Topic)

    class Meta:
        verbose_name = _("onderwerp")
        verbose_name_plural = _("onderwerpen")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "topic"], name="one_row_per_subscription_and_topic"
            )
        ]

    def __str__(self):
        return self.get_topic_display()
