"""The doors of the links for partners and of the newsletters on the web."""

from django.utils import timezone

from newsletters import archive
from newsletters.models import Newsletter
from tests import factories as make
from tests.doors.shape import LEADERS, OWN_LEADER, PUBLIC, door


def channel(troupe):
    return make.channel(troupe.region)


def sent(troupe):
    row = Newsletter.objects.create(
        region=troupe.region,
        author=troupe.leader,
        status="sent",
        approved=1,
        started_at=timezone.now(),
    )
    row.texts.create(language="nl", subject="Kom je ook?", body="Hallo,")
    return row


DOORS = [
    door("newsletter_archive", PUBLIC, args=("hier",)),
    door("newsletter_feed", PUBLIC, args=("hier",)),
    door("newsletter_public", PUBLIC, args=("hier", lambda troupe: sent(troupe).pk, "nl")),
    door(
        "newsletter_web",
        PUBLIC,
        args=(lambda troupe: archive.SIGNER.sign(f"{sent(troupe).pk}-nl"),),
    ),
    door("channel_list", LEADERS, refused=403),
    door("channel_create", LEADERS, refused=403),
    door("channel_detail", OWN_LEADER, "channel"),
    door("channel_edit", OWN_LEADER, "channel"),
    door("channel_qr", OWN_LEADER, "channel", args=("svg",)),
    door("channel_picture", OWN_LEADER, "channel", args=("nl",)),
]
ROWS = {"channel": channel}
