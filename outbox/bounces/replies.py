"""Telling the answers of machines that are no bounce from those that are."""

import re

from outbox.bounces.phrases import any_of

DAEMON = any_of(
    r"mailer-?daemon", r"post_?master", r"mail[ ._-]?deliver", r"mail[ ._-]?(delivery )?system",
    r"deliver(y|ies)?[ ._-]?(sub)?system", r"mail administrator", r"mail ?master", r"mdaemon",
    r"bounce", r"system administrator", r"systemadministrator", r"daemon@", r"non-?deliver",
    r"microsoft ?outlook", r"microsoftexchange", r"mailerdaemon", r"maild@", r"internet mail",
    r"mailserver", r"mail ?gateway", r"smtp(-gateway)?\d*@", r"mta@", r"exim@", r"qmail",
    r"proxy@", r"mmdf@", r"groupwise", r"mailgate", r"no-?reply@.*google", r"delivery-?notif",
)  # fmt: skip
UNDELIVERED = any_of(
    r"undeliver", r"returned mail", r"deliver\w* (status|failure|failed|notification|report|error|"
    r"problem|delay|has failed|incomplete|unsuccess)", r"failure (notice|notification)", r"mail deliv",
    r"non remis", r"non-?distribu", r"onbestelbaar", r"niet (be|af)geleverd", r"niet bezorgd",
    r"unzustellbar", r"nicht zugestellt", r"zustellung", r"bounce", r"returned to sender", r"nondeliver",
    r"not? deliver", r"non-?deliver", r"message (could not|was not|not) ", r"mail (system )?(error|"
    r"failure|failed)", r"warning: (could not|message|mail)", r"user unknown", r"could not send",
    r"send(ing)? (error|fail)", r"failed (mail|message|delivery|to deliver)", r"mail could not",
    r"delayed", r"delivery", r"(cannot|can't) (be )?(send|deliver)", r"retourn", r"rejected",
    r"returned message", r"returning", r"mail error", r"permanent fail", r"message status",
    r"mailbox (is )?(full|unavailable)", r"mislukt", r"vertraagd", r"error (in|while)",
)  # fmt: skip
ABSENT = any_of(
    r"out of (the )?office", r"\booo\b", r"auto(matic|matisch|matische|mated)?[- ]?(reply|respon\w+|"
    r"antwoord|antwort|answer|acknowledg\w+)", r"afwezig", r"abwesen", r"niet aanwezig", r"vakantie",
    r"vacation", r"on (annual |maternity )?leave", r"away from", r"réponse automatique", r"verlof",
    r"absence", r"absent", r"urlaub", r"respuesta autom", r"risposta autom", r"ontvangstbevestiging",
    r"we (hebben|received|have received) (uw|je|your)", r"nicht im (büro|haus)", r"autoreply",
    r"autorespon", r"thank you for (your|contacting)", r"bedankt voor (uw|je)", r"automatisch",
)  # fmt: skip
AUTO_HEADERS = ("x-autoreply", "x-auto-reply", "x-autorespond", "x-autoresponder",
                "x-mail-autoreply", "x-vacation", "x-autoreply-from",
                "x-auto-reply-from")  # fmt: skip
REFUSED = any_of(r"rejected", r"quota", r"not (be )?deliver", r"refused", r"undeliver")
# Somebody wrote about a bounce, or passed one on.
HANDED_ON = re.compile(r"(re|fwd?|antw|aw|wg|tr|doorst)\s*:", re.IGNORECASE)
LOCAL_DAEMON = re.compile(r"mailer-?daemon|postmaster|^<>$", re.IGNORECASE)


def is_of_daemon(mail):
    """Whether a mail system wrote it, rather than somebody behind an address."""
    sender, subject = f"{mail.header('from')} {mail.header('sender')}", mail.header("subject")
    tells = UNDELIVERED.search(subject) and not HANDED_ON.match(subject)
    return bool(DAEMON.search(sender) or tells)


def is_surely_of_daemon(mail):
    sender = f"{mail.header('from')} {mail.header('sender')} {mail.header('return-path')}"
    return bool(LOCAL_DAEMON.search(sender))


def is_auto_reply(mail):
    """An answer that a mailbox gave by itself: out of office, received in good order."""
    answered = mail.header("auto-submitted").lower()
    precedence = mail.header("precedence").lower().replace("-", "_")
    subject = mail.header("subject")
    is_answer = bool(mail.header("in-reply-to")) or subject.lower().startswith(
        ("re:", "antw", "aw:")
    )
    return (
        answered.startswith(("auto-replied", "auto_replied"))
        or any(name in mail.headers for name in AUTO_HEADERS)
        or precedence in ("auto_reply", "autoreply")
        or bool(ABSENT.search(subject) and not mail.header("list-id"))
        or (answered.startswith("auto-") and answered != "auto-submitted" and is_answer)
        or ("x-auto-response-suppress" in mail.headers and is_answer)
        or (precedence in ("bulk", "junk") and is_answer and bool(ABSENT.search(mail.text[:3000])))
        or mail.header("x-mailer").lower().startswith("vacation")
    )
