from celery import shared_task
from django.utils import timezone

from newsletters import dispatching, planning, queueing, retention, unconfirmed, welcoming


@shared_task
def send():
    now = timezone.now()
    planning.start_due(now)
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
    retention.end_unreachable(now)
    retention.erase(now)
    retention.drop_proof(now)
