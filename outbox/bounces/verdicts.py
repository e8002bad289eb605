"""What a server's answer means for the address: the one place that says "hard"."""

import re

from outbox.bounces import phrases
from outbox.models import Bounce

Kind = Bounce.Kind

# The codes of RFC 3463 that are about the address itself.
DEAD_CODES = {"1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4", "4.310"}
# Codes that say it is about the sender, the mail or the way to it, whatever the words.
ELSEWHERE = re.compile(r"[245]\.(1\.[78]|2\.[2345]|3\.[1-9]\d*|5\.4|6\.\d+)")
POLICY_CODE = re.compile(r"[245]\.7\.\d+")
ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
REPLY = re.compile(r"(?<![\d.])([245][0-5]\d)(?=[-\s:;,>)]|$)")
# Not the word before it: "not found:jan@school.example".
ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"]{1,80}@[^\s<>()\[\]]{1,255}")
# Of a link the name of the site counts: that of a block list says enough.
LINK = re.compile(r"https?://([\w.-]{1,200})[^\s<>]{0,2000}")
# What kind of answer it is: "smtp; 550 ...", of Postfix "x-unix; ...".
TYPE_MARK = re.compile(r"^\s*(smtp|lmtp|x-[a-z0-9-]+|dns|x400)\s*;\s*", re.IGNORECASE)
# Amazon writes this before whatever the other server said.
PREFACE = re.compile(r"5\.1\.0 - unknown address error", re.IGNORECASE)


def of_fields(action, status, diagnostic, story=""):
    """The kind of one recipient's block; `story` is what the mail tells people about it."""
    action = action.strip().lower()
    if action.startswith(("delivered", "relayed", "expanded")):
        return Kind.DELIVERED
    if action.startswith("delay"):
        return Kind.DELAY
    if not action.startswith(("fail", "error", "undeliver")):
        first = (codes(status) or codes(diagnostic) or [""])[0]
        if first.startswith("2"):
            return Kind.DELIVERED
        if first.startswith("4") and phrases.WAITING.search(plain(story)):
            return Kind.DELAY
    return of_failure(status, diagnostic, story)


def of_failure(status, diagnostic, story=""):
    """Hard or soft. The server's own words come first, then its codes, then the story."""
    words = plain(diagnostic)
    found = codes(diagnostic) + codes(status)
    code = next((code for code in found if not code.endswith(".0.0")), (found or [""])[0])
    verdict = of_words(words, code)
    if verdict is None and code[2:] in DEAD_CODES:
        is_full = not words and phrases.FULL.search(plain(story))
        return Kind.HARD if code.startswith("5") and not is_full else Kind.SOFT
    if verdict is None and not ELSEWHERE.fullmatch(code) and not POLICY_CODE.fullmatch(code):
        verdict = of_words(plain(story), code)
    return verdict or Kind.SOFT


def of_story(story):
    """The kind of a recipient of whom only people's text tells."""
    words = plain(story)
    if arrived(words):
        return Kind.DELIVERED
    is_waiting = phrases.WAITING.search(words) and not phrases.GAVE_UP.search(words)
    return Kind.DELAY if is_waiting else of_failure("", story, story)


def arrived(words):
    return phrases.ARRIVED.search(words) and not phrases.UNDELIVERED.search(words)


def of_words(words, code):
    """Hard or soft by these words; None where they tell nothing about it."""
    if phrases.FULL.search(words) or phrases.SENDER_REFUSED.search(words):
        return Kind.SOFT
    gone = phrases.UNKNOWN.search(words) or phrases.NO_DOMAIN.search(words)
    is_firm = code.startswith("5") and code[2:] in DEAD_CODES
    if not gone:
        # Said of a mail that is not wanted too, with any code.
        is_firm = is_firm and not phrases.UNAVAILABLE.search(words)
        gone = code.startswith("5") and phrases.UNAVAILABLE.search(words)
        gone = gone or (code.startswith(("5.1", "5.4")) and phrases.DENIED.search(words))
    if gone and not ELSEWHERE.fullmatch(code):
        doubted = phrases.SENDER.search(words) or phrases.POLICY.search(words)
        passing = phrases.TRY_AGAIN.search(words)
        return Kind.SOFT if passing or (doubted and not is_firm) else Kind.HARD
    told = [phrases.POLICY, phrases.SIZE, phrases.SENDER, phrases.PASSING]
    told += [] if is_firm else [phrases.REFUSAL]
    return Kind.SOFT if any(about.search(words) for about in told) else None


def codes(text):
    """The codes such as 5.1.1 in this text; of a reply code such as 550 only the first digit."""
    found = [f"{kind}.{int(subject)}.{int(detail)}" for kind, subject, detail in
             ENHANCED.findall(text)]  # fmt: skip
    return found or [f"{code[0]}.0.0" for code in REPLY.findall(text)[:1]]


def plain(text):
    """The words on one line, without addresses and links: those contain words too."""
    text = ADDRESS.sub(" @ ", LINK.sub(r" \1 ", PREFACE.sub("", text[:20_000])))
    text = text.replace("’", "'")
    return " ".join(text.split())
