from celery import shared_task
from django.utils import timezone

from outbox import bundling, delivery, retention
from outbox.bounces import unread


@shared_task
def drain():
    delivery.drain()


@shared_task
def gather():
    bundling.gather(timezone.now())


@shared_task
def fetch_bounces():
    unread.fetch(timezone.now())


@shared_task
def erase():
    retention.erase(timezone.now())
