"""Taking in what somebody sent with a public form: once, and not too often.

* The stamp of a form (`core.spamtraps`) is good for one accepted use. The same answers with the
  same stamp are the same press of the button (a double click, "back", a reload): the page says
  again that they are in, and nothing is done twice. Other answers with it get the page once more,
  with a fresh stamp and all that was typed.
* One computer and one mail address may send so often, counted over all public forms together.
  Twenty people at one table, behind one address, apply, ask and subscribe in one evening.

What has a mistake in it does not count, so who corrects one is not held back; what was refused as
too much does, so who goes on pressing uses up the day. Without a cache nothing is remembered, and
what the domain says about the same answers within minutes still holds.
"""

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from core import limits, spamtraps

OF_COMPUTER = (
    limits.Limit("computer", 100, limits.HOUR),
    limits.Limit("computer", 300, limits.DAY),
)
OF_MAILBOX = (
    limits.Limit("mailbox", 8, limits.HOUR),
    limits.Limit("mailbox", 24, limits.DAY),
)
# What is no answer: the traps, and the token against forms of other sites.
NO_ANSWERS = ("csrfmiddlewaretoken", "website", "shown")


def receive(request, form, act):
    """Whether what was posted is in: by calling `act` now, or by the same press before.

    When not, `form` says why, and `form.status` is the status of the page that shows it: 429 when
    it was too often. `form` is a Trapped with a field `email`.
    """
    if not form.is_valid():
        return False
    key = f"stamp:{limits.hashed(form.data[form.add_prefix('shown')])}"
    answers = answers_of(request)
    before = claim(key, answers)
    if before == answers:
        return True
    if before is not None:
        form.forget("shown", spamtraps.stamp(spamtraps.SOONEST))
        form.add_error(
            None, _("Je stuurde dit formulier al in, met andere antwoorden. Druk nog een keer.")
        )
        return False
    if not has_room(request, form.cleaned_data["email"]):
        release(key)
        refuse(form)
        return False
    try:
        act()
    except BaseException:
        release(key)
        raise
    return True


def claim(key, answers):
    """None when this stamp was not used yet, and else the answers that it was used for."""
    if limits.remember(cache.add, key, answers, timeout=spamtraps.LATEST, otherwise=True):
        return None
    return limits.remember(cache.get, key, otherwise=None)


def release(key):
    limits.remember(cache.delete, key, otherwise=False)


def answers_of(request):
    """What was posted, and where, as a hash."""
    rows = [(name, request.POST.getlist(name)) for name in sorted(request.POST)]
    told = [row for row in rows if row[0] not in NO_ANSWERS]
    return limits.hashed([request.path, told])


def has_room(request, email):
    now, computer = timezone.now(), limits.computer_of(request)
    # Without a known computer everybody would share one number.
    if computer and not all(limit.has_room(computer, now=now) for limit in OF_COMPUTER):
        return False
    return all(limit.has_room(email, now=now) for limit in OF_MAILBOX)


def refuse(form):
    form.status = 429
    form.add_error(
        None,
        _(
            "Vanaf hier, of met dit e-mailadres, kwam net al veel binnen. Wat je invulde staat er "
            "nog. Wacht een uur en druk dan nog een keer op de knop."
        ),
    )
