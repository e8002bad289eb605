"""Which pages are visited, by whom: every page of the table of doors, and states of them."""

from collections import Counter
from datetime import timedelta
from functools import partial

from django.utils import timezone

from accounts import links
from internships import confirmation
from internships.models import Confirmation
from outbox.models import StreamPause, Suppression
from tests import factories as make
from tests.browser.recruiting_stops import flawed, lead_states, public_states, reader_states
from tests.browser.stop import LONG_ADDRESS, Stop, at, press
from tests.doors.visitors import LOOKS, address, gets_through, key
from tests.outbox.rows import letter
from tests.outbox.rows import waiting as mail

ORDER = ["anonymous", "leader", "person", "teacher", "admin"]
# No pages of the portal: parts of one, mails on the web with styles in their tags, files.
NO_PAGES = {
    "health",
    "newsletter_preview",
    "newsletter_progress",
    "newsletter_readers",
    "audience_count",
    "picture",
    "newsletter_public",
    "newsletter_web",
    "newsletter_feed",
    "channel_qr",
    "channel_picture",
}


def stops_of(role, cast, now):
    """The Stops of this role; a page for several roles is visited by the first of them."""
    entries = [entry for entry in LOOKS if host(entry) == role]
    doors = [Stop(title, address(entry, cast, now)) for title, entry in titled(entries)]
    return [*doors, *STATES[role](cast, now)]


def titled(entries):
    """(title, door), where a second door of one page has a title of its own: pages are files."""
    seen = Counter()
    for entry in entries:
        seen[entry.name] += 1
        number = seen[entry.name]
        yield (entry.name if number == 1 else f"{entry.name}-{number}"), entry


def host(entry):
    if entry.name in NO_PAGES:
        return None
    return next(role for role in ORDER if gets_through(role, entry.through))


def unreached(cohort):
    """Somebody whose mail does not arrive."""
    participant = make.participant(cohort, person=make.user(LONG_ADDRESS))
    words = "550 5.1.1 Recipient address rejected: User unknown"
    Suppression.objects.create(address=LONG_ADDRESS, reason="bounce", note=words)
    return participant


def anonymous_states(cast, now):
    names = ("account_login", "account_request_login_code", "account_reset_password")
    email = cast.here.person.email
    ask = partial(press, "Stuur mij een code", email=email)
    return [
        *(at(name, name) for name in names),
        at("code", "account_login", act=ask),
        at("wrong-code", "account_confirm_login_code", act=wrong_code),
        at("reset-done", "account_reset_password_done"),
        at("invitation-long", "invitation", long_invitation(now)),
        at("link-unsigned", "hours_link", key("hours", cast, now), act=confirm),
        at("link-no-reason", "hours_link", key("hours", cast, now), act=untick_and_confirm),
        at("link-receipt", "hours_link", used_key(cast, now)),
        at("link-expired", "hours_link", expired_key(cast, now)),
        at("link-unknown", "hours_link", "x" * 43),
        at("placement-no-reason", "placement_link", key("placement", cast, now), act=decline),
        at("placement-answered", "placement_link", answered_key(cast, now)),
        Stop("not-found", "/accounts/login/nergens/"),
        *public_states(),
        *reader_states(cast),
    ]


def long_invitation(now):
    """Of somebody whose name and address fit on no phone."""
    person = make.user(LONG_ADDRESS, first_name="Maria-Magdalena-Antoinette")
    link = links.create("invitation", holder=person, email=person.email, now=now)
    return links.issue(link, now=now)


def wrong_code(page):
    page.get_by_label("Code uit de mail").fill("0000 0000")
    page.get_by_role("button", name="Inloggen").click()


confirm = partial(press, "Bevestigen")


def untick_and_confirm(page):
    page.get_by_role("checkbox").first.uncheck()
    confirm(page)


def decline(page):
    page.get_by_text("Nee, het kan niet").click()
    press("Nee doorgeven", page, typed_name="F. El Idrissi")


def used_key(cast, now):
    """Of a link with which one line was confirmed and another returned."""
    contact = cast.here.contact
    good, bad = make.hours(cast.here.placement), make.hours(cast.here.placement)
    link = links.create("hours", holder=contact, email=contact.email, now=now)
    token = links.issue(link, now=now)
    decisions = {
        good.pk: confirmation.Decision(good.revision),
        bad.pk: confirmation.Decision(bad.revision, "De tijd klopt niet"),
    }
    confirmation.decide(
        contact, decisions, typed_name="D. Docent", via=Confirmation.Via.LINK, now=now, link=link
    )
    return token


def expired_key(cast, now):
    return key("hours", cast, now - timedelta(days=60))


def answered_key(cast, now):
    """Of a proposal that the school said yes to by another way."""
    proposal = make.placement(make.participant(cast.here.cohort), status="proposed")
    link = links.create(
        "placement", holder=proposal, email=proposal.supervisor.email, now=timezone.now()
    )
    proposal.move_to("accepted", by=None, answered_at=now, answered_name="D. Docent")
    return links.issue(link, now=now)


def never_ending(page):
    """A rule whose task comes after its last mail, beside one without an end."""
    page.locator("main [name=school-cap]").fill("1")
    page.locator("main [name=participant-cap]").fill("")
    page.get_by_role("button", name="Opslaan").click()


def leader_states(cast, now):
    here = cast.here
    newcomer = make.participant(here.cohort)
    empty = make.cohort(here.region)
    school, unknown = f"?school={here.school.pk}", f"?school={make.school().pk}"
    return [
        at("cohort-refused", "cohort_create", act=partial(press, "Maak de groep", name="")),
        at("cohort-empty", "cohort_detail", empty.pk),
        at("reminders-refused", "cohort_reminders", here.cohort.pk, act=never_ending),
        at("calendar-refused", "school_calendar", here.school.pk,
           act=partial(press, "Voeg toe", name="", start_on="2031-03-10", end_on="2031-03-03")),
        at("participant-refused", "participant_create", here.cohort.pk,
           act=partial(press, "Toelaten en uitnodigen", email="geen adres")),
        at("participant-new", "participant_detail", newcomer.pk),
        at("participant-unreached", "participant_detail", unreached(here.cohort).pk),
        at("school-found", "placement_create", newcomer.pk, query="?q=vakcollege"),
        at("school-not-found", "placement_create", newcomer.pk, query="?q=qqq"),
        at("placement-terms", "placement_create", newcomer.pk, query=school),
        at("placement-nobody", "placement_create", newcomer.pk, query=unknown),
        at("placement-proposed", "placement_detail", here.proposal.pk),
        at("contact-terms", "contact_create", query=school),
        at("contact-not-found", "contact_list", query="?q=qqq"),
        at("newsletter-refused", "newsletter_create", act=partial(press, "Begin", subject="")),
        at("letterhead-refused", "letterhead_edit", here.region.pk,
           act=partial(press, "Bewaar", name="", sender="")),
        at("newsletter-flawed", "newsletter_edit", flawed(here).pk,
           act=partial(press, "Voeg de afbeelding toe", alt="")),
        at("everyone-none", "everyone_hours", query="?status=superseded"),
        *mail_states(here, now),
        *lead_states(here),
    ]  # fmt: skip


def mail_states(here, now):
    """Mails in every state, and a letter on its way from a list to the mailboxes."""
    StreamPause.objects.create(stream="service", reason="dicht", since=now, until=now)
    doubtful = mail(about=here.participant, status="in_doubt", to=LONG_ADDRESS, error="x" * 120)
    sent = letter(here.leader, here.participant)
    sent.messages.get().move_to("waiting", by=None)
    look = partial(press, "Bekijk de mail", subject="Dag {voornaam}", text=f"{'x' * 90}\n\n- een")
    refused = partial(press, "Zet", subject="", text="Dag {achternaam}")
    return [
        at("mail-all", "message_list"),
        at("mail-none", "message_list", query="?q=qqq"),
        at("mail-doubt", "message_detail", doubtful.pk),
        at("letter-new", "letter_create", query="?to=active"),
        at("letter-looked-at", "letter_create", query="?to=active", act=look),
        at("letter-refused", "letter_create", query="?to=active", act=refused),
        at("letter-nobody", "letter_create", query="?to=without-vog"),
        at("letter-of-group", "letter_create", query=f"?cohort={here.cohort.pk}"),
        at("letter-sent", "letter_detail", sent.pk),
    ]


def person_states(cast, now):
    return [
        at("hours-refused", "hours_start", act=partial(press, "Opslaan", duration="1:75")),
        at("hours-edit-returned", "hours_edit", cast.here.returned.pk),
        at("hours-none", "hours_list", query="?status=withdrawn"),
        Stop("person-not-found", "/hours/0/edit/"),
    ]


def teacher_states(cast, now):
    return [
        at("school-unsigned", "school_start", act=confirm),
        at("school-no-reason", "school_start", act=untick_and_confirm),
    ]


def nobody_states(cast, now):
    return [at("no-role", "home")]


def settings_states(cast, now):
    """Pages that ask for a fresh password first; this person has just typed it."""
    names = (
        "account_email",
        "account_change_password",
        "account_logout",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    )
    return [at(name, name) for name in names]


STATES = {
    "anonymous": anonymous_states,
    "leader": leader_states,
    "person": person_states,
    "teacher": teacher_states,
    "nobody": nobody_states,
    "settings": settings_states,
}
