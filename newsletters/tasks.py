from celery import shared_task
from django.utils import timezone

from newsletters import unconfirmed


@shared_task
def remind_unconfirmed():
    unconfirmed.remind(timezone.now())


@shared_task
def erase_unconfirmed():
    unconfirmed.erase(timezone.now())
