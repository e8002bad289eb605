"""Who may be the same person: same phone or name in another open lead, or a participant already.

A hint for the leader, who decides; nothing is joined by itself.
"""

from collections import defaultdict

from django.db.models import Q

from participants.models import Participant
from recruitment.models import Lead


def hints(leads, user):
    """{lead id: [Lead or Participant]} among what this user may see, in two queries."""
    found = defaultdict(list)
    if not leads:
        return found
    others, people = other_leads(leads, user), participants(leads, user)
    for lead in leads:
        found[lead.pk] += [other for other in others if is_like(lead, other)]
        found[lead.pk] += [person for person in people if is_person(lead, person)]
    return found


def other_leads(leads, user):
    same = Q(folded_name__in=[lead.folded_name for lead in leads])
    if phones := [lead.phone for lead in leads if lead.phone]:
        same |= Q(phone__in=phones)
    return list(Lead.objects.visible_to(user).open().filter(same).select_related("region"))


def participants(leads, user):
    same = Q(user__email__in=[lead.email for lead in leads])
    if phones := [lead.phone for lead in leads if lead.phone]:
        same |= Q(phone__in=phones)
    rows = Participant.objects.editable_by(user).filter(same)
    return list(rows.select_related("user", "cohort__region").order_by("pk"))


def is_like(lead, other):
    if other.pk == lead.pk:
        return False
    return other.folded_name == lead.folded_name or (lead.phone and other.phone == lead.phone)


def is_person(lead, person):
    if person.pk == lead.participant_id:
        return False
    return person.user.email == lead.email or bool(lead.phone and person.phone == lead.phone)
