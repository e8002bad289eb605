"""Telling the answers of machines that are no bounce from those that are."""

import re

from outbox.bounces.phrases import any_of

DAEMON = any_of(
    "mailer-?daemon", "post_?master", "mail[ ._-]?deliver", "mail[ ._-]?(delivery )?system",
    "deliver(y|ies)?[ ._-]?(sub)?system", "mail administrator", "mail ?master", "mdaemon",
    "bounce", "system administrator", "systemadministrator", "daemon@", "non-?deliver",
    "microsoft ?outlook", "microsoftexchange", "mailerdaemon", "maild@", "internet mail",
    "mailserver", "mail ?gateway", r"smtp(-gateway)?\d*@", "mta@", "exim@", "qmail", "proxy@",
    "mmdf@", "groupwise", "mailgate", "no-?reply@.*google", "delivery-?notif",
)  # fmt: skip
UNDELIVERED = any_of(
    "undeliver", "returned mail",
    r"deliver\w* (status|failure|failed|notification|report|error|problem|delay|"
    "has failed|incomplete|unsuccess)", "failure (notice|notification)", "mail deliv",
    "non remis", "non-?distribu", "onbestelbaar", "niet (be|af)geleverd", "niet bezorgd",
    "unzustellbar", "nicht zugestellt", "zustellung", "bounce", "returned to sender",
    "nondeliver", "not? deliver", "non-?deliver", "message (could not|was not|not) ",
    "mail (system )?(error|failure|failed)", "warning: (could not|message|mail)", "user unknown",
    "could not send", "send(ing)? (error|fail)", "failed (mail|message|delivery|to deliver)",
    "mail could not", "delayed", "delivery", "(cannot|can't) (be )?(send|deliver)", "retourn",
    "rejected", "returned message", "returning", "mail error", "permanent fail", "message status",
    "mailbox (is )?(full|unavailable)", "mislukt", "vertraagd", "error (in|while)",
)  # fmt: skip
ABSENT = any_of(
    "out of (the )?office", r"\booo\b",
    r"auto(matic|matisch|matische|mated)?[- ]?(reply|respon\w+|antwoord|antwort|"
    r"answer|acknowledg\w+)", "afwezig", "abwesen", "niet aanwezig", "vakantie", "vacation",
    "on (annual |maternity )?leave", "away from", "réponse automatique", "verlof", "absence",
    "absent", "urlaub", "respuesta autom", "risposta autom", "ontvangstbevestiging",
    "we (hebben|received|have received) (uw|je|your)", "nicht im (büro|haus)", "autoreply",
    "autorespon", "thank you for (your|contacting)", "bedankt voor (uw|je)", "automatisch",
)  # fmt: skip
AUTO_HEADERS = ("x-autoreply", "x-auto-reply", "x-autorespond", "x-autoresponder",
                "x-mail-autoreply", "x-vacation", "x-autoreply-from",
                "x-auto-reply-from")  # fmt: skip
REFUSED = any_of(
    "rejected", "quota", "not (be )?deliver", "refused", "undeliver",
)  # fmt: skip
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
