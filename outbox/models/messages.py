"""The outbox: every mail is a row first, so nothing is lost and everything can be read back."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessLink
from core.workflow import Workflow
from outbox.models.letters import Letter


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Mails about the rows of this user, and those the user wrote; a draft is its writer's."""
        if user.is_superuser:
            return self
        readable = import_string(settings.OUTBOX_READABLE)(user)
        others = readable & ~Q(status=Message.Status.DRAFT)
        return self.filter(Q(letter__author=user) | others)

    def editable_by(self, user):
        """Of those the mails that the portal wrote, and the own letters."""
        if user.is_superuser:
            return self
        return self.visible_to(user).filter(Q(letter=None) | Q(letter__author=user))

    def due(self, now):
        """Waiting messages whose time has come, oldest first."""
        return self.filter(status=Message.Status.WAITING, not_before__lte=now).order_by(
            "not_before", "pk"
        )

    def free(self, now):
        """Those no worker has put aside for itself; a worker that died gives its share back."""
        return self.filter(Q(reserved_until=None) | Q(reserved_until__lt=now))

    def lost(self):
        """Messages that never left and will not leave by themselves."""
        return self.filter(status__in=Message.LOST)

    def standing(self):
        """Messages that left, or still may."""
        return self.exclude(status__in=Message.LOST)

    def about(self, row):
        """The mail log of one row: everything sent about it."""
        return self.filter(
            about_type=ContentType.objects.get_for_model(row), about_id=row.pk
        ).newest()

    def search(self, text):
        """Messages whose address or subject holds every typed word."""
        found = self
        for word in text.split():
            found = found.filter(Q(to__icontains=word) | Q(subject__icontains=word))
        return found

    def newest(self):
        return self.order_by("-created_at", "-pk")

    def to_address(self, address):
        return self.filter(to=address).newest()


class Message(Workflow):
    """One mail to one address. `key` says what it is: the same key twice is one message."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        HELD = "held", _("wacht op weekoverzicht")
        WAITING = "waiting", _("wacht")
        SENDING = "sending", _("wordt verstuurd")
        SENT = "sent", _("verstuurd")
        FAILED = "failed", _("mislukt")
        IN_DOUBT = "in_doubt", _("onzeker")
        BOUNCED = "bounced", _("kwam terug")
        CANCELLED = "cancelled", _("geannuleerd")

    class Stream(models.TextChoices):
        SERVICE = "service", _("servicemail")
        NEWSLETTER = "newsletter", _("nieuwsbrief")

    # The row itself tells what happened; a trail beside it would double every mail.
    AUDITED = False
    # Those that did not leave yet, and still may.
    PENDING = (Status.DRAFT, Status.HELD, Status.WAITING)
    LOST = (Status.CANCELLED, Status.FAILED)
    MOVES = {
        Status.DRAFT: {Status.DRAFT, Status.WAITING, Status.CANCELLED},
        # In the end it stands in the weekly mail, or leaves by itself after all.
        Status.HELD: {Status.WAITING, Status.CANCELLED},
        # Waiting longer is a move too: a message can be put off.
        Status.WAITING: {Status.WAITING, Status.SENDING, Status.CANCELLED},
        Status.SENDING: {Status.SENT, Status.WAITING, Status.FAILED, Status.IN_DOUBT},
        Status.SENT: {Status.BOUNCED},
        Status.FAILED: {Status.WAITING},
        # A worker that was only slow still reports what became of its message.
        Status.IN_DOUBT: {
            Status.WAITING,
            Status.CANCELLED,
            Status.SENT,
            Status.FAILED,
            Status.BOUNCED,
        },
    }

    key = models.CharField(_("sleutel"), max_length=200)
    kind = models.CharField(_("soort mail"), max_length=60)
    stream = models.CharField(_("stroom"), max_length=12, choices=Stream, default=Stream.SERVICE)
    to = models.EmailField(_("ontvanger"))
    subject = models.CharField(_("onderwerp"), max_length=250)
    text = models.TextField(_("tekst"))
    html = models.TextField(_("opgemaakte tekst"), blank=True)
    headers = models.JSONField(_("koppen"), default=dict, blank=True)
    link = models.ForeignKey(
        AccessLink,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("toegangslink"),
    )
    about_type = models.ForeignKey(
        ContentType, models.SET_NULL, null=True, blank=True, db_index=False
    )
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    letter = models.ForeignKey(
        Letter,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="messages",
        verbose_name=_("brief"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    not_before = models.DateTimeField(_("niet eerder dan"), default=timezone.now)
    reserved_until = models.DateTimeField(
        _("apart gelegd tot"), null=True, blank=True, editable=False
    )
    claimed_at = models.DateTimeField(_("opgepakt op"), null=True, blank=True)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    error = models.TextField(_("fout"), blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_message_per_key")]
        # Each change of status writes in all of these, so there are few, and most of them small.
        indexes = [
            models.Index(
                fields=["not_before", "id"], condition=Q(status="waiting"), name="message_waiting"
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(status="sending"), name="message_on_the_wire"
            ),
            # Looked for every hour; few at any time, among all mails of years.
            models.Index(fields=["to"], condition=Q(status="held"), name="message_held"),
            models.Index(fields=["about_type", "about_id"], name="message_about"),
            models.Index(fields=["to", "kind", "not_before"], name="message_by_address"),
            # A bounce names the mail it is about.
            models.Index(
                fields=["message_id"], condition=~Q(message_id=""), name="message_by_message_id"
            ),
            models.Index(
                fields=["letter"], condition=Q(letter__isnull=False), name="message_by_letter"
            ),
            models.Index(fields=["link"], condition=Q(link__isnull=False), name="message_by_link"),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to}"

    @property
    def spare_key(self):
        """What it is called once another mail may have its key."""
        return f"{self.key}#{self.pk}"
