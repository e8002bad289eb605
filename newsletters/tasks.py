from celery import shared_task
from django.utils import timezone

from newsletters import dispatching, queueing, retention, sending, unconfirmed, welcoming


@shared_task
def send():
    now = timezone.now()
    sending.start_due(now)
    queueing.queue(now)
    dispatching.dispatch(now)


@shared_task
def greet():
    welcoming.greet(timezone.now())


@shared_task
def remind_unconfirmed():
    unconfirmed.remind(timezone.now())


@shared_task
def erase_unconfirmed():
    unconfirmed.erase(timezone.now())


@shared_task
def erase_left():
    now = timezone.now()
    retention.erase(now)
    retention.drop_proof(now)
