"""A newsletter to write, and the file that somebody uploads."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from newsletters import rendering
from newsletters.models import Newsletter
from tests import factories as make
from tests.newsletters import mailing as mail


@pytest.fixture
def region(db):
    return make.region(name="Regio Zuid", slug="zuid")


@pytest.fixture
def head(region):
    return make.letterhead(
        region,
        name="HTO Regio Zuid",
        sender="Hogeschool Zuid, Kerkstraat 1, 3011 AA Rotterdam",
        reply_to="zuid@portaal.example",
    )


@pytest.fixture
def newsletter(region, head):
    return Newsletter.objects.create(region=region, author=make.user(email="lea@hier.example"))


@pytest.fixture
def write(newsletter):
    """`write(body, subject=...)` gives the newsletter this text and returns it."""

    def one(body="Hallo {voornaam|daar},", *, language="nl", subject="Kom je ook?", preheader=""):
        values = {"subject": subject, "preheader": preheader, "body": body}
        newsletter.texts.update_or_create(language=language, defaults=values)
        newsletter.revision += 1
        newsletter.save()
        return newsletter

    return one


@pytest.fixture
def links():
    base = "https://portaal.example/newsletter/k3y"
    return rendering.Addresses(f"{base}/leave/", f"{base}/", f"{base}/web/")


@pytest.fixture
def copy(newsletter, links):
    """`copy(first_name=..., language=...)` is the Copy of such a reader."""

    def one(first_name="Sanne", *, language="nl", branch="", addresses=links):
        reader = rendering.Reader(
            first_name, "sanne@voorbeeld.example", language, newsletter.region, branch
        )
        return rendering.copy_of(newsletter, language, reader, addresses)

    return one


@pytest.fixture
def upload():
    """`upload(size, form, mode)` is an uploaded picture."""

    def one(size=(40, 30), form="PNG", mode="RGB", colour="teal", name=None, **how):
        out = io.BytesIO()
        Image.new(mode, size, colour).save(out, form, **how)
        return SimpleUploadedFile(name or f"foto.{form.lower()}", out.getvalue())

    return one


@pytest.fixture
def leader(cast, on):
    return on(cast.here.leader)


@pytest.fixture
def draft(cast):
    return make.newsletter(cast.here.region, cast.here.leader)


@pytest.fixture
def lea():
    return make.user("leider@regio.example", first_name="Lea")


@pytest.fixture
def ready(lea):
    """A newsletter of Lea that can be sent to three readers."""
    region = make.region(lea)
    make.subscriptions(region, 3)
    return mail.ready(region, author=lea)


@pytest.fixture
def page(on, lea, ready):
    """`page(query)` shows that newsletter to Lea, `page(post=...)` presses a button."""
    client = on(lea)

    def ask(query="", *, post=None, name="newsletter_detail", args=()):
        address = reverse(name, args=[ready.pk, *args]) + query
        answer = client.get(address) if post is None else client.post(address, post, follow=True)
        return answer.content.decode()

    return ask
