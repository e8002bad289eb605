"""The clock: Celery only rings; the work waits in the database.

Every entry is a sweep without arguments, so a missed or doubled ring changes nothing.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hto_portal.settings")

app = Celery("hto_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def ring(seconds):
    """A ring not heard within so long is dropped: after a standstill only the last one counts."""
    return {"options": {"expires": seconds}}


app.conf.beat_schedule = {
    "outbox-drain": {"task": "outbox.tasks.drain", "schedule": 10.0, **ring(60)},
    "newsletters": {"task": "newsletters.tasks.send", "schedule": 10.0, **ring(60)},
    "weekly-overviews": {
        "task": "outbox.tasks.gather",
        "schedule": crontab(minute=15),
        **ring(3600),
    },
    "bounces": {
        "task": "outbox.tasks.fetch_bounces",
        "schedule": crontab(minute="*/10"),
        **ring(600),
    },
    "hour-reminders": {
        "task": "internships.tasks.remind",
        "schedule": crontab(minute=5),
        **ring(3600),
    },
    "school-digests": {
        "task": "internships.tasks.digest",
        "schedule": crontab(minute=10),
        **ring(3600),
    },
    "welcome-series": {
        "task": "newsletters.tasks.greet",
        "schedule": crontab(minute="*/5"),
        **ring(300),
    },
    "leader-digests": {
        "task": "internships.tasks.tell_leaders",
        "schedule": crontab(minute=20),
        **ring(3600),
    },
    "unconfirmed-readers": {
        "task": "newsletters.tasks.remind_unconfirmed",
        "schedule": crontab(minute=25),
        **ring(3600),
    },
    "unconfirmed-erased": {
        "task": "newsletters.tasks.erase_unconfirmed",
        "schedule": crontab(minute=35),
        **ring(3600),
    },
    # Terms are whole days; rung by the hour, since a portal need not run all night.
    "leads-erased": {
        "task": "recruitment.tasks.erase",
        "schedule": crontab(minute=40),
        **ring(3600),
    },
    "readers-erased": {
        "task": "newsletters.tasks.erase_left",
        "schedule": crontab(minute=45),
        **ring(3600),
    },
    "bounces-erased": {
        "task": "outbox.tasks.erase",
        "schedule": crontab(minute=50),
        **ring(3600),
    },
}
