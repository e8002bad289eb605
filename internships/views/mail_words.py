"""What the status of a mail means, in a plain sentence."""

from django.utils.translation import gettext_lazy as _

from outbox.models import Message

Status = Message.Status

MEANINGS = {
    Status.DRAFT: _("Dit is een concept: er gaat niets weg tot je de brief verstuurt."),
    Status.HELD: _("Deze mail wacht tot het weekoverzicht van de ontvanger."),
    Status.WAITING: _("Deze mail staat klaar en gaat vanzelf weg."),
    Status.SENDING: _("Deze mail wordt op dit moment verstuurd."),
    Status.SENT: _(
        "De mailserver heeft dit bericht aangenomen. Of het gelezen is, houden we niet bij."
    ),
    Status.FAILED: _(
        "De mailserver nam dit bericht niet aan. Het portaal verstuurt het niet vanzelf opnieuw."
    ),
    Status.IN_DOUBT: _(
        "De verbinding viel weg terwijl de mailserver dit bericht aannam. We weten niet of het is "
        "aangekomen. Het portaal verstuurt het niet vanzelf opnieuw; vraag het de ontvanger, of "
        "verstuur het opnieuw."
    ),
    Status.BOUNCED: _("Dit bericht kwam terug: het is niet aangekomen. Klopt het adres nog?"),
    Status.CANCELLED: _("Dit bericht gaat niet meer weg."),
}
EDITED = _("De mail is gewijzigd.")
CANCELLED = _("De mail gaat niet meer weg.")
RETRIED = _("De mail staat weer klaar en gaat zo weg.")
HURRIED = _("De mail gaat nu weg. Een herinnering wacht nog wel op kantooruren.")
TOO_LATE = _("Dat kan niet meer: deze mail is intussen “%(status)s”.")
SENT_OR_GONE = _("Deze brief heeft geen concepten meer: hij is verstuurd of weggegooid.")
CHANGED = _("Er zijn nu %(number)d concepten. Kijk nog eens, en verstuur ze dan.")
