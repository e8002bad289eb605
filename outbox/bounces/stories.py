"""Bounces without a machine-readable part: who did not get the mail, from what people read.

flufl.bounce knows the shapes of some twenty mail systems; where it sees none, the addresses at the
start of a line count, then the only address there is.
"""

import re
from email import message_from_string
from itertools import islice

from flufl.bounce import all_failures

from outbox.bounces import addresses, phrases, verdicts
from outbox.bounces.parts import FORGIVEN

LONGEST = 200_000
SHORTEST = 30
# Of so many names each is looked for in all the text, of more only on a line of its own.
MOST, MOST_MENTIONS = 50, 20
MOST_NAMES = 3000
# From here on it is the mail that came back.
RETURNED = re.compile(
    r"(?im)^[ \t>*#|-]{0,20}("
    r"this is a copy of|below (this line|the next line) is|here is your returned|"
    r"included is a copy|(your )?original message( headers?| follows| attached| text)?\W*$|"
    r"-+ ?(message|original|returned|unsent|forwarded|start of)[^\n]*|"
    r"your (original )?message (reads|follows|text|headers)|the headers? of the|"
    r"(a )?copy of (the|your) (original |first )?|message (header|text|contents?)s? follow|"
    r"ursprüngliche|oorspronkelijk(e)? bericht|de oorspronkelijke|returned message|unsent message|"
    r"headers? of (the |your )?(original )?message|undelivered message follows|"
    r"message text follows|"
    r"(received|return-path|message-id|dkim-signature|mime-version|delivered-to):)"
)
AT_START = re.compile(
    r"^[\s>*•|(\[-]{0,12}(?:\d+[.)] )?<?(?:mailto:|smtp:|rfc822;)?\s*([^\s<]+@[^\s>:;,)]+)",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?:\bto|\baan|\ban|recipient|address(?:ee|ed to)?|rcpt to:?|user|mailbox|for|following|"
    r"ontvanger|empfänger|failed)\W{0,12}(?:address\w* |user |mailbox |recipient |account )?"
    r"\W{0,6}(\S{1,64}@[\w.-]{3,200})",
    re.IGNORECASE,
)
AROUND = 700
TRANSCRIPT = re.compile(r"(?m)^[45]\d\d (?:[45]\.\d\.\d )?<?([^\s<>]+@[^\s<>]+)>?\.\.\. ")
FOR_HELP = re.compile(
    r"(contact|assistance|write|(send|please|by|or|via|per) (an? )?e?-?mail|help|"
    r"question\w*|complain\w*)( at| to| with| op met)?\W{0,6}$"
)
OUR_WORDS = re.compile(
    r"(?im)^[ \t>*]{0,20}(?:subject|onderwerp|betreff|objet|message-id)\s*:.*$|"
    # Whom it was from, where no server said anything against that.
    r"^[ \t]{0,20}(?:in:\s{1,9})?mail\s{1,20}from\s*:\s*<?[^\s<>]{1,320}>?"
    r"(?:\s{1,20}\w{1,20}=\S{0,300}){0,5}[ \t]*$(?!\s{1,20}(?:out:|<<<)\s{0,9}[45])"
)
# Sendmail concludes "User unknown" of whatever the other server said: that is what counts.
SAID = re.compile(r"(?m)^[ \t]*\(reason:\s+[45]\d\d")
CONCLUSION = re.compile(
    r"(?m)^55\d (?:5\.1\.1 )?(<?[^\s<>]{1,320}>?)\.\.\. User unknown[ \t]*$", re.IGNORECASE
)
# Where a server says what it answered; whom the next line names is another's business.
ANSWER = re.compile(r"[ \t>*<]{0,12}[245]\d\d[ -]")
# "jan@elders.example (generated from jan@school.example)": of the second the same is said.
ORIGIN = re.compile(
    r"\(?(?:ultimately )?(?:generated|expanded) from:?\s+<?([^\s<>()]{1,254})>?\)?", re.IGNORECASE
)


def told(mail):
    """[(address, what is told about it)], or [] when nobody can be named as not having got it."""
    text = before_the_return(mail.text[:LONGEST])
    if names := named_by_header(mail) or named_by_shape(mail, text):
        return [(name, about(name, names, text)) for name in names]
    own = set(addresses.found(f"{mail.header('from')} {mail.header('sender')}"))
    own |= set(addresses.found(f"{mail.header('to')} {mail.header('delivered-to')}"))
    names = named_in(text, own | for_help(addresses.found(text)[:MOST], text))
    found = [(name, about(name, names, text)) for name in names]
    return [(name, told) for name, told in found if tells_outcome(told)]


def before_the_return(text):
    """The text up to the mail that came back; all of it when it starts with that.

    Without what is ours and tells nothing: the subject, the Message-ID, whom it was from.
    """
    text = OUR_WORDS.sub("", text)
    if SAID.search(text):
        text = CONCLUSION.sub(r"\1", text)
    for hit in RETURNED.finditer(text):
        if len(text[: hit.start()].strip()) > SHORTEST:
            return text[: hit.start()]
    return text


def named_by_header(mail):
    return addresses.found(mail.header("x-failed-recipients"))


def named_in(text, own):
    """Whom the text says did not get it; one way of looking after the other."""
    for way in (at_line_starts, in_sentences):
        if names := [name for name in way(text) if name not in own]:
            return names[:MOST_NAMES]
    names = [name for name in addresses.found(text) if name not in own]
    return names if len(names) == 1 else []


def named_by_shape(mail, text):
    """Those of a known shape or a transcript of what servers said; not whom to ask for help."""
    lowered = text.lower()
    known = known_shapes(mail)
    # The rest it found in the mail that came back, unless the text names nobody.
    names = [name for name in known if name in lowered] or known
    names += [name for name in addresses.found(" ".join(TRANSCRIPT.findall(text)))
              if name not in names]  # fmt: skip
    asked = for_help(names, text)
    return sorted((name for name in names if name not in asked), key=lowered.find)


def for_help(names, text):
    """Those of these whom the reader can ask for help, by what stands before the name."""
    lowered = text.lower()
    starts = {name: max(lowered.find(name), 0) for name in names}
    return {name for name, start in starts.items()
            if FOR_HELP.search(lowered, max(start - 40, 0), start)}  # fmt: skip


def known_shapes(mail):
    """What flufl.bounce finds, whether for now or for ever: that is for our own verdict."""
    try:
        passing, lasting = all_failures(message_from_string(mail.source[:LONGEST]))
    except FORGIVEN:
        return []
    names = [name.decode("utf-8", "replace") for name in sorted(passing | lasting)]
    return [name for name in map(addresses.first, names) if name][:MOST_NAMES]


def is_known_shape(mail):
    """Somebody who answers may quote a bounce."""
    is_new = not (mail.header("in-reply-to") or mail.header("references"))
    return is_new and bool(known_shapes(mail))


def at_line_starts(text):
    hits = (AT_START.match(line) for line in text.split("\n"))
    return addresses.found(" ".join(hit[1] for hit in hits if hit))


def in_sentences(text):
    return addresses.found(" ".join(hit for hit in NAMED.findall(text)))


def about(name, names, text):
    """What the text says of this one: with more than one, from each mention to the next name.

    Of names that stand under each other what follows the last one is said.
    """
    if len(names) == 1:
        return text
    if len(names) > MOST:
        return line_about(name, text)
    text, origins = without_origins(text, names)
    name = origins.get(name, name)
    lowered, told, start = text.lower(), [], 0
    while len(told) < MOST_MENTIONS and (start := lowered.find(name, start)) >= 0:
        line = lowered.rfind("\n", 0, start) + 1
        start += len(name)
        if ANSWER.match(text, line):
            told.append(text[line : end_of_answer(text, line)])
        else:
            told.append(text[start : after_the_list(lowered, start, names)])
    return "\n".join(told)


def without_origins(text, names):
    """This text without the "(generated from ...)", and whom each of those was generated into."""
    origins, kept, end = {}, [], 0
    for hit in islice(ORIGIN.finditer(text), MOST):
        kept.append(text[end : hit.start()])
        before = kept[-1][-AROUND:].lower()
        into = max(names, key=before.rfind)
        if into in before:
            origins[hit[1].lower()] = into
        end = hit.end()
    return "".join(kept) + text[end:], origins


def end_of_answer(text, start):
    """The end of this line of an answer, and of those that go on with it: "550-"."""
    while True:
        goes_on = text[start : start + 16].lstrip(" \t><*")[3:4] == "-"
        end = text.find("\n", start)
        if end < 0 or not goes_on or not ANSWER.match(text, end + 1):
            return end if end >= 0 else len(text)
        start = end + 1


def line_about(name, text):
    """The line that names this one. To look for thousands of others around each takes for ever."""
    start = text.lower().find(name)
    return text[start : start + AROUND].partition("\n")[0] if start >= 0 else ""


def after_the_list(lowered, start, names):
    """Where the next name begins, those that stand in the same list passed by."""
    end = start + AROUND
    while True:
        hits = [hit for other in names if (hit := lowered.find(other, start, end)) >= 0]
        if not hits:
            return end
        if any(letter.isalnum() for letter in lowered[start : min(hits)]):
            return min(hits)
        start = lowered.find("\n", min(hits))
        if start < 0:
            return end


def tells_outcome(text):
    """Whether these words tell what became of a mail; as a rule that it did not arrive."""
    words = verdicts.plain(text)
    looked = (phrases.UNDELIVERED, phrases.WAITING, phrases.UNKNOWN, phrases.FULL)
    found = any(look.search(words) for look in looked) or verdicts.codes(words)
    return bool(found or verdicts.arrived(words))
