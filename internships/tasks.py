from celery import shared_task
from django.utils import timezone

from internships.reminders import leaders, participants, schools


@shared_task
def remind():
    participants.remind(timezone.now())


@shared_task
def digest():
    schools.digest(timezone.now())


@shared_task
def tell_leaders():
    leaders.tell(timezone.now())
