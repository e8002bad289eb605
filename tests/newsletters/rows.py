"""Rows of newsletters, each the least that it needs."""

import hashlib
import io

from django.utils import timezone
from PIL import Image

from newsletters.models import Letterhead, Newsletter, Picture, Subscription
from tests import factories as make


def newsletter(region=None, author=None, *, body="Hallo {voornaam|daar},", **fields):
    """With a Dutch text of which `subject` and `body` can be told."""
    subject = fields.pop("subject", "Kom je ook?")
    row = Newsletter.objects.create(
        region=region or make.region(), author=author or make.user(), **fields
    )
    row.texts.create(language="nl", subject=subject, body=body)
    return row


def picture(region=None, **fields):
    """A picture that differs from every other in its colour."""
    number, out = next(make.numbers), io.BytesIO()
    Image.new("RGB", (8, 6), (number % 256, number // 256 % 256, 0)).save(out, "PNG")
    content = out.getvalue()
    defaults = {
        "digest": hashlib.sha256(content).hexdigest(),
        "alt": "Een lasser",
        "content": content,
        "content_type": "image/png",
        "width": 8,
        "height": 6,
    }
    return Picture.objects.create(region=region or make.region(), **{**defaults, **fields})


def letterhead(region=None, **fields):
    region = region or make.region()
    defaults = {"name": region.name, "sender": "Hogeschool, Kerkstraat 1, 3011 AA Rotterdam"}
    return Letterhead.objects.create(region=region, **{**defaults, **fields})


def subscription(region=None, **fields):
    """A confirmed one."""
    number = next(make.numbers)
    now = fields.pop("now", None) or timezone.now()
    defaults = {
        "email": f"lezer{number}@voorbeeld.example",
        "first_name": "Sanne",
        "status": Subscription.Status.CONFIRMED,
        "confirmed_at": now,
    }
    return Subscription.objects.create(region=region or make.region(), **{**defaults, **fields})
