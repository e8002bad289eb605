"""Taking somebody out of what is written down about changes."""

from auditlog.models import LogEntry
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType


def forget(table, numbers):
    """Delete all that the audit trail and the history of admin say about these rows of a table.

    Both hold names and addresses in every line, and lose nothing that counts: what they tell of is
    erased.
    """
    kind, numbers = ContentType.objects.get_for_model(table), list(numbers)
    LogEntry.objects.filter(content_type=kind, object_id__in=numbers).delete()
    texts = [str(number) for number in numbers]
    AdminEntry.objects.filter(content_type=kind, object_id__in=texts).delete()
