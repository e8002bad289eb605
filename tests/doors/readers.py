"""The doors of who reads newsletters."""

from newsletters.models import Subscription
from tests.doors.shape import LEADERS, PUBLIC, door


def reader(troupe):
    """A reader of the troupe's own region; one for all doors."""
    return Subscription.objects.get_or_create(
        region=troupe.region, email="lezer@hier.example", defaults={"key": "sleutel-van-de-lezer"}
    )[0]


def its_key(troupe):
    return reader(troupe).key


DOORS = [
    door("newsletter_subscribe", PUBLIC, args=("hier",)),
    door("newsletter_asked", PUBLIC, args=("hier",)),
    door("newsletter_confirm", PUBLIC, args=("subscription",)),
    door("newsletter_confirm_renew", PUBLIC, args=("subscription",), method="post"),
    door("newsletter_find", PUBLIC),
    door("newsletter_choices", PUBLIC, args=(its_key,)),
    door("newsletter_leave", PUBLIC, args=(its_key,)),
    door("newsletter_stop", PUBLIC, args=(its_key,), method="post"),
    door("newsletter_undo", PUBLIC, args=(its_key,), method="post"),
    door("newsletter_erase", PUBLIC, args=(its_key,)),
    door("reader_numbers", LEADERS, refused=403),
]
ROWS = {}
