"""What a mail server's words about one mail mean, in a sentence for who sent it.

Whether an address is dead is said by `bounces.verdicts` alone; here it is only put into words.
"""

from django.utils.translation import gettext as _

from outbox.bounces import phrases, verdicts
from outbox.models import Bounce, Message

Status = Message.Status
# What stands at these came from a server; the error of any other is a sentence of our own.
TOLD = (Status.FAILED, Status.BOUNCED, Status.WAITING)


def sentence(message):
    """Why this mail did not arrive (yet); "" where no server said anything about it."""
    if message.status not in TOLD or not message.error:
        return ""
    return of_words(message.error, came_back=message.status == Status.BOUNCED)


def of_words(said, *, came_back=False):
    """The same of the words alone. Those without a code that nothing is known of are no server's,
    unless the mail came back: then a server wrote them, whatever they are."""
    words, codes = verdicts.plain(said), verdicts.codes(said)
    if verdicts.of_failure("", said) == Bounce.Kind.HARD:
        return _("Dit e-mailadres bestaat niet (meer).")
    if phrases.FULL.search(words):
        return _("De postbus van de ontvanger is vol.")
    if phrases.SIZE.search(words):
        return _("De mail is te groot voor de mailserver van de ontvanger.")
    # Of 4 a server means "not now", whatever its reason.
    if codes and codes[0].startswith("4"):
        return _("De mailserver van de ontvanger kon de mail op dat moment niet aannemen.")
    refusals = (phrases.SENDER_REFUSED, phrases.SENDER, phrases.POLICY, phrases.REFUSAL)
    if any(about.search(words) for about in refusals):
        return _("De mailserver van de ontvanger weigerde de mail.")
    if codes or came_back:
        return _("De mail kwam niet aan. De mailserver zegt niet duidelijk waarom.")
    return ""
