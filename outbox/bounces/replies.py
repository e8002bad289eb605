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
# A subject that a person would hardly think of.
UNDELIVERED = any_of(
    "undeliver", "returned mail",
    r"deliver\w* (status|failure|failed|notification|report|error|problem|delay|"
    "has failed|incomplete|unsuccess)", "failure (notice|notification|delivery)", "mail delivery",
    "mail deliver", "non remis", "non-?distribu", "onbestelbaar", "niet (be|af)geleverd",
    "niet bezorgd", "unzustellbar", "nicht zugestellt", "fehlgeschlagene zustellung", "bounce",
    "returned to sender", "nondeliver", "not delivered", "non-?deliver",
    "message (could not|was not|not) ", "mail (system )?(error|failure|failed)",
    "warning: (could not|message|mail)", "user unknown", "could not send",
    "failed (mail|delivery|to deliver)", "mail could not", "delayed (mail|message|delivery)",
    "(mail|message|delivery) delayed", "(cannot|can't) (be )?deliver", "automatically rejected",
    "returned message", "message status", "mailbox (is )?(full|unavailable)",
    "bezorging (is )?mislukt", "permanent fail",
)  # fmt: skip
# An automatic answer by its subject alone.
ABSENT = any_of(
    "out of (the )?office", r"\booo\b",
    r"auto(matic|matisch|matische|mated)?[- ]?(reply|respon\w+|antwoord|antwort|"
    r"answer|acknowledg\w+)", "afwezig(heid)?(sbericht|smelding|:|$)", "^afwezig", "abwesenheit",
    "réponse automatique", "respuesta autom", "risposta autom", "ontvangstbevestiging",
    "automatisch bericht",
)  # fmt: skip
# The same with something else that points to a machine.
AWAY = any_of(
    "afwezig", "abwesen", "niet aanwezig", "vakantie", "vacation", r"\bleave\b", "away", "verlof",
    "absence", "absent", "urlaub", "nicht im (büro|haus)", "not in the office",
    "(hebben|received) (uw|je|your)", "(bericht|mail|vraag) (is|hebben wij) ontvangen", "autom",
    "thank you", "bedankt", "niet op kantoor", "ticket", "out of",
)  # fmt: skip
AUTO_HEADERS = ("x-autoreply", "x-auto-reply", "x-autorespond", "x-autoresponder",
                "x-mail-autoreply", "x-vacation", "x-autoreply-from",
                "x-auto-reply-from")  # fmt: skip
REFUSED = any_of(
    "rejected", "quota", "not (be )?deliver", "refused", "undeliver",
)  # fmt: skip
# Somebody wrote about a bounce, or passed one on.
HANDED_ON = re.compile(r"(re|fwd?|antw|aw|wg|tr|doorst)\s*:", re.IGNORECASE)
LOCAL_DAEMON = re.compile(r"mailer-?daemon|postmaster", re.IGNORECASE)


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
    return (
        answered.startswith(("auto-replied", "auto_replied"))
        or any(name in mail.headers for name in AUTO_HEADERS)
        or precedence in ("auto_reply", "autoreply")
        or mail.header("x-mailer").lower().startswith("vacation")
        or bool(ABSENT.search(mail.header("subject")))
        or (
            is_of_machine(mail, answered, precedence) and is_answer(mail) and not is_of_daemon(mail)
        )
    )


def is_of_machine(mail, answered, precedence):
    """A hint that nobody typed it, but no proof: notices and lists have these too."""
    return (
        answered.startswith("auto-")
        or precedence in ("bulk", "junk")
        or "x-auto-response-suppress" in mail.headers
        or mail.header("return-path") == "<>"
    )


def is_answer(mail):
    subject = mail.header("subject")
    return bool(
        mail.header("in-reply-to")
        or subject.lower().startswith(("re:", "antw", "aw:"))
        or AWAY.search(subject)
        or AWAY.search(mail.text[:1000])
    )
