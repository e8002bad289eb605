"""Writing a newsletter: begun, saved time and again by one or several people, copied, discarded."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from newsletters.models import Newsletter, NewsletterText

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
PARTS = ("subject", "preheader", "body")


class Closed(Exception):
    """The newsletter is no draft any more, or was thrown away; so its text stands."""


class Stale(Exception):
    """Somebody else saved it since it was read; `newsletter` is how it is now."""

    def __init__(self, newsletter):
        self.newsletter = newsletter
        super().__init__(f"newsletter {newsletter.pk} is at revision {newsletter.revision}")


@transaction.atomic
def begin(region, *, topic, subject, by, now):
    """A draft with a first text to write on."""
    row = Newsletter.objects.create(region=region, author=by, topic=topic, created_at=now)
    with translation.override(settings.LANGUAGE_CODE):
        body = example()
    row.texts.create(language=settings.LANGUAGE_CODE, subject=subject, body=body)
    return row


def example():
    return _("Hallo {voornaam|daar},\n\nSchrijf hier je nieuws.\n\n[[volgende groep]]\n")


def texts_of(newsletter):
    """{language: {part: text}}, with empty texts for a language that has none."""
    saved = {text.language: text for text in newsletter.texts.all()}
    return {
        language: {part: getattr(saved.get(language), part, "") for part in PARTS}
        for language in LANGUAGES
    }


def is_empty(text):
    return not any(text[part].strip() for part in PARTS)


def rows_of(newsletter, texts):
    """The NewsletterTexts of what was typed, not saved; Dutch is always among them."""
    return [
        NewsletterText(newsletter=newsletter, language=language, **text)
        for language, text in texts.items()
        if language == settings.LANGUAGE_CODE or not is_empty(text)
    ]


def locked(newsletter):
    """The draft as it is now, locked; raises Closed where it is none any more."""
    row = Newsletter.objects.select_for_update().filter(pk=newsletter.pk).first()
    if row is None or row.status not in Newsletter.OPEN:
        raise Closed
    return row


@transaction.atomic
def save(newsletter, texts, *, topic, revision):
    """Keep {language: {part: text}} and return whether that changed anything.

    An English text of which all parts are empty goes. Raises Closed when it is no draft any more,
    and Stale when `revision` is not the one it has: nothing is kept then.
    """
    row = locked(newsletter)
    if row.revision != revision:
        raise Stale(row)
    if texts == texts_of(row) and topic == row.topic:
        return False
    for language, text in texts.items():
        if language != settings.LANGUAGE_CODE and is_empty(text):
            row.texts.filter(language=language).delete()
        else:
            row.texts.update_or_create(language=language, defaults=text)
    row.topic, row.revision = topic, row.revision + 1
    row.save(update_fields=["topic", "revision"])
    newsletter.topic, newsletter.revision = row.topic, row.revision
    return True


@transaction.atomic
def copy(newsletter, *, by, now):
    """A new draft with the same words, for the same readers."""
    row = Newsletter.objects.create(
        region=newsletter.region,
        author=by,
        topic=newsletter.topic,
        audience=newsletter.audience,
        created_at=now,
    )
    NewsletterText.objects.bulk_create(
        NewsletterText(
            newsletter=row,
            language=text.language,
            subject=text.subject,
            preheader=text.preheader,
            body=text.body,
        )
        for text in newsletter.texts.all()
    )
    return row


@transaction.atomic
def discard(newsletter):
    """Throw a draft away; raises Closed for what is no draft any more."""
    row = locked(newsletter)
    row.delete()
