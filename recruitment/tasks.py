from celery import shared_task
from django.utils import timezone

from recruitment import retention


@shared_task
def erase():
    retention.erase(timezone.now())
