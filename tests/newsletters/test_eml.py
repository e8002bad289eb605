"""A newsletter as the bytes that leave: valid mail, and no spam in the eyes of SpamAssassin."""

import email
import email.policy
import re
import shutil
import subprocess

import pytest
from django.utils import timezone

from outbox import mime
from outbox.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db
# What it says of a mail without network; 5 is spam.
SCORE = re.compile(rb"^X-Spam-Status: \w+, score=(-?[0-9.]+) .*tests=([\w,\s]+?)\s+autolearn", re.M)
MOST = 1.0
BODY = """## Word docent in je eigen vak

Hallo {voornaam|daar},

Je weet hoe het werkt in de {branche|techniek}. Scholen in {regio} zoeken mensen als jij.
Je leert het in negen maanden, naast je baan. Lees [hoe een week eruitziet](/regions/zuid/).

![Een lasser legt een leerling uit hoe een naad ontstaat](picture:1)

[knop: Meld je aan](/regions/zuid/)

[[volgende groep]]

- een middag per twee weken les
- **80 uur** meelopen op een school bij jou in de buurt

Tot ziens op de informatieavond!
"""


@pytest.fixture
def raw(write, copy, region, settings):
    settings.SITE_URL = "https://portaal.example"
    settings.SITE_HOST = "portaal.example"
    settings.DEFAULT_FROM_EMAIL = "HTO-portaal <portaal@portaal.example>"
    make.cohort(region, status="open", name="Groep 6")
    write(BODY, subject="{voornaam|Dag}, word jij docent in één jaar?", preheader="Naast je baan")
    found = copy("Zoë")
    message = Message(
        to="sanne@voorbeeld.example",
        subject=found.subject,
        text=found.text,
        html=found.html,
        headers=found.headers,
        message_id="<17.4f1c@portaal.example>",
    )
    return mime.build(message, timezone.now())


def test_it_is_valid_mail_with_both_parts(raw):
    found = email.message_from_bytes(raw, policy=email.policy.strict.clone(linesep="\r\n"))

    assert found.defects == []
    assert [part.get_content_type() for part in found.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert "Hallo Zoë," in found.get_body(("plain",)).get_content()
    assert "Hallo Zoë," in found.get_body(("html",)).get_content()
    assert [part.defects for part in found.walk()] == [[], [], []]


def test_it_has_the_headers_of_a_newsletter(raw):
    found = email.message_from_bytes(raw, policy=email.policy.default)

    assert str(found["Subject"]) == "Zoë, word jij docent in één jaar?"
    assert str(found["From"]) == "HTO Regio Zuid <portaal@portaal.example>"
    assert str(found["Reply-To"]) == "zuid@portaal.example"
    assert str(found["List-Id"]) == "<zuid.newsletter.portaal.example>"
    assert str(found["List-Unsubscribe"]).startswith("<https://portaal.example/newsletter/")
    assert str(found["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    assert all(found[name] for name in ("Message-ID", "Date", "Feedback-ID", "MIME-Version"))
    # Each of them once.
    assert len(found.keys()) == len({name.lower() for name, _value in found.items()})


def test_no_line_is_longer_than_mail_allows(raw):
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert raw.isascii()


needs_spamassassin = pytest.mark.skipif(
    not shutil.which("spamassassin"), reason="needs SpamAssassin: apt install spamassassin"
)


@needs_spamassassin
def test_spamassassin_finds_it_clean(raw, tmp_path):
    """Without network, so nothing is asked about the sender; `-t` adds the report."""
    preferences = tmp_path / "user_prefs"
    preferences.write_text("use_bayes 0\nuse_auto_whitelist 0\nskip_rbl_checks 1\n")
    command = ["spamassassin", "-t", "-L", "-p", str(preferences), "-C", rules()]

    told = subprocess.run(command, input=raw, capture_output=True, check=True, timeout=240).stdout
    score, tests = SCORE.search(told.replace(b"\n\t", b" ")).groups()

    assert float(score) <= MOST, tests.decode()


def rules():
    """The rules of the package, whether or not the machine fetched newer ones."""
    return "/usr/share/spamassassin"
