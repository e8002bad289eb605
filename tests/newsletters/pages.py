"""Addresses and forms of the pages on which a newsletter is written."""

from django.urls import reverse


def page_of(row, name="newsletter_edit"):
    return reverse(name, args=[row.pk])


def typed(row, **fields):
    words = {
        f"{language}_{part}": ""
        for language in ("nl", "en")
        for part in ("subject", "preheader", "body")
    }
    words |= {"nl_subject": "Kom je ook?", "nl_body": "Hallo {voornaam|daar},"}
    return {**words, "revision": row.revision, "topic": row.topic, **fields}
