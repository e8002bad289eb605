from celery import shared_task

from outbox import delivery


@shared_task
def drain():
    delivery.drain()
