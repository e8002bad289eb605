from celery import shared_task
from django.utils import timezone

from outbox import bundling, delivery


@shared_task
def drain():
    delivery.drain()


@shared_task
def gather():
    bundling.gather(timezone.now())
