"""Building the demo: every step in turn, in one transaction, and the mails once that is kept."""

from auditlog.context import disable_auditlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cohorts import holidays_import
from cohorts.models import Cohort
from core.importing import Refused
from hto_portal.demo import (
    calendars,
    groups,
    history,
    letters,
    mailings,
    mails,
    newsletters,
    organisations,
    parts,
    readers,
    recruiting,
    school_desk,
    schools,
)
from hto_portal.demo.story import GROUPS, Status
from hto_portal.demo.world import World
from internships import schools_import
from internships.models import HourEntry, Placement, School
from outbox.models import Message
from participants.models import Participant

FILES = "outbox.mailbox.FileMailbox"


def build(files=(), *, now, progress):
    """Fill an empty database and return {what: how many}; raise Refused and change nothing."""
    refuse_elsewhere()
    with transaction.atomic():
        world = tell(files, now, progress)
    progress(_("Mails van de laatste weken"))
    mails.send_recent(world)
    mailings.come_back()
    mails.come_back(world)
    return counts()


def refuse_elsewhere():
    """Invented people belong in no portal that is really used."""
    if not settings.DEMO:
        raise Refused(_("Zet DEMO=1 aan: dit vult de database met verzonnen mensen."))
    if settings.EMAIL_BACKEND != FILES:
        raise Refused(
            _("Er is een echte mailserver ingesteld (EMAIL_URL): daar hoort geen demo bij.")
        )
    if User.objects.exists() or Cohort.objects.exists():
        raise Refused(_("De database is niet leeg: een demo begint met een lege database."))


def tell(files, now, progress):
    """The story from the first region until now.

    The audit trail starts with the last weeks: it notes the moment of writing, so of older things
    it would say that they happened today.
    """
    world = World(now)
    with disable_auditlog():
        prepare(world, files, progress)
        seated = gather(world, progress)
        progress(_("Stages en uren tot vandaag"))
        parts.build(world, seated)
        school_desk.plan(world, max(group.began for group in seated))
        progress(_("Lezers van nieuwsbrieven"))
        readers.build(world)
        world.agenda.run(until=now - mails.RECENT)
    world.agenda.run(until=now)
    calendars.build(world)
    mails.ask_again(world)
    letters.write(world)
    recruiting.build(world)
    newsletters.build(world)
    mailings.build(world)
    mails.settle_old(world)
    return world


def prepare(world, files, progress):
    progress(_("Vakanties en scholen"))
    holidays_import.run(today=world.today)
    if files:
        schools_import.run(files, today=world.today, progress=progress)
    progress(_("Regio's, partners en werkgevers"))
    organisations.build(world)
    schools.build(world)


def gather(world, progress):
    """All groups with their people; returns {group: participants} of those not yet finished."""
    progress(_("Groepen van vroeger"))
    past = groups.build(world, [group for group in GROUPS if group.status == Status.FINISHED])
    history.build(world, past)
    organisations.let_alumnus_lead(world)
    progress(_("Groepen van nu"))
    present = groups.build(world, [group for group in GROUPS if group.status != Status.FINISHED])
    history.build(world, {group: people for group, people in present.items() if group.busy})
    groups.link_transfer(world)
    groups.attend(world)
    return present


def counts():
    return {
        _("regio's"): len({group.place for group in GROUPS}),
        _("groepen"): Cohort.objects.count(),
        _("deelnemers"): Participant.objects.count(),
        _("scholen"): School.objects.count(),
        _("stageplaatsen"): Placement.objects.count(),
        _("urenregels"): HourEntry.objects.count(),
        _("mails in de postbus"): Message.objects.exclude(message_id="").count(),
    }
