from celery import shared_task
from django.utils import timezone

from newsletters import dispatching, queueing, sending


@shared_task
def send():
    now = timezone.now()
    sending.start_due(now)
    queueing.queue(now)
    dispatching.dispatch(now)
