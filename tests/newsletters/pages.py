"""Addresses and forms of the pages on which a newsletter is written."""

from django.urls import reverse

LETTERHEAD = {
    "name": "HTO Hier",
    "colour": "#0e5460",
    "sender": "HTO, Kerkstraat 1, 3011 AA Rotterdam",
    "reply_to": "hto@portaal.example",
    "per_hour": "500",
}


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
