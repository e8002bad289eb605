"""What happens at the moment for which a newsletter was planned: it starts, or asks its leaders.

Its readers are counted anew then, so they may be others than those that were repeated when it
was planned. It leaves by itself only while that is what its leader said yes to. It asks first when

* it is more than two hours late (`LATEST`): it may be no news any more;
* it cannot leave: a fault in it, or a region that was switched off;
* there is nobody to send it to;
* the conditions of its audience are not those of then, however few readers that makes;
* there are many more readers than were repeated: at least `MANY` more, and more than a fifth.

That a few people subscribe, or many leave, is what a planned newsletter is for, and asks nothing.
Nobody is there to be told, so it is kept as `Status.LATE` with its reason, and mailed.
"""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import sweeping
from newsletters import audiences, merging, sending
from newsletters.models import Newsletter
from outbox import composing

Status, Asks = Newsletter.Status, Newsletter.Asks
LATEST = timedelta(hours=2)
# So many readers more are worth a question, and not before they are more than one in five.
MANY = 20
ONE_IN = 5
KIND = "newsletter_waits"


def start_due(now):
    """Start what was planned for now, or ask about it."""
    for newsletter in Newsletter.objects.filter(status=Status.PLANNED, planned_at__lte=now):
        sweeping.alone(start_planned, newsletter, now)


def start_planned(newsletter, now):
    row = sending.locked(newsletter)
    if row.status != Status.PLANNED or row.planned_at > now:
        return
    sending.hold_audience(row)
    number = audiences.readers(row).count()
    reason = asks(row, number, now)
    if not reason:
        sending.start(row, by=None, now=now)
        return
    row.move_to(Status.LATE, by=None, asks=reason)
    tell(row, number, now)


def asks(newsletter, number, now):
    """The Asks for which this one, with so many readers now, waits for its leader; "" for none."""
    if now - newsletter.planned_at > LATEST:
        return Asks.LATE
    try:
        sending.refuse_unfit(newsletter)
    except sending.Refused:
        return Asks.UNFIT
    if not number:
        return Asks.EMPTY
    # One that was planned before this was kept has none.
    if newsletter.approved_for not in ("", audiences.definition(newsletter)):
        return Asks.CHANGED
    return Asks.GROWN if has_grown(newsletter.approved, number) else ""


def has_grown(seen, number):
    """Whether `number` readers are many more than the `seen` that were repeated."""
    more = number - seen
    return more >= MANY and more * ONE_IN > seen


def why(newsletter, number):
    """What its leader reads about it, in the language of the moment, with `number` readers now."""
    facts = {"seen": newsletter.approved, "number": number}
    sentences = {
        Asks.LATE: _("Het portaal kwam er meer dan twee uur te laat aan toe."),
        Asks.UNFIT: _("Er zit een fout in, of de regio is uitgezet."),
        Asks.EMPTY: _("Er was niemand om aan te sturen."),
        Asks.CHANGED: _("De doelgroep is gewijzigd nadat hij was gepland."),
        Asks.GROWN: _("Er zijn veel meer lezers dan toen hij werd gepland."),
    }
    told = sentences.get(newsletter.asks, _("Hij kon op dat moment niet weg."))
    return f"{told} " + _("Lezers toen: %(seen)s. Lezers nu: %(number)s.") % facts


def tell(newsletter, number, now):
    """Mail every leader of the region, in the leader's own language."""
    region = newsletter.region
    subject = merging.fill(merging.pieces(newsletter.title), {"regio": region.name})
    for leader in User.objects.filter(led_regions=region, is_active=True).order_by("pk"):
        with translation.override(leader.language):
            reason = why(newsletter, number)
        composing.write(
            KIND,
            key=f"newsletter-waits:{newsletter.pk}:{now.isoformat()}:{leader.pk}",
            to=leader.email,
            language=leader.language,
            context={"user": leader, "newsletter": newsletter, "title": subject, "why": reason},
            about=newsletter,
            now=now,
        )


def moot(message, now):
    """Why a mail that a newsletter waits has no reason any more, or ""."""
    newsletter = message.about
    if newsletter is None or newsletter.status != Status.LATE:
        return _("Deze nieuwsbrief wacht niet meer op akkoord.")
    return ""
