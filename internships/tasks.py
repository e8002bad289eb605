from celery import shared_task
from django.utils import timezone

from internships import reminders


@shared_task
def remind():
    reminders.remind(timezone.now())


@shared_task
def digest():
    reminders.digest(timezone.now())
