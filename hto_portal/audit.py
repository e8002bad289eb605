"""What the audit trail records: the tables that people change, each in one line.

Of those left out are secrets, what a machine writes at every sign-in or mail, and the folded
columns that only repeat others. Status changes come from `core.workflow`, which writes them
itself. Not recorded at all are tables

* that the portal fills: Message (`AUDITED` is off, so nothing tells who sent one again), Delivery,
  Bounce, StreamPause, ChannelDay;
* whose rows are added and never changed: Letter, Consent, Forgotten, LineDecision, HeardFrom;
* that say one thing about another row and are made anew: Condition, SubscriptionTopic (Consent
  holds what a reader chose), and MailChoice, which is the reader's own.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from auditlog.registry import auditlog
from django.contrib.auth.models import Group

from accounts.models import AccessLink, User
from cohorts.models import (
    Cohort,
    Holiday,
    LessonDay,
    Organisation,
    Partnership,
    Region,
    RegionSlug,
    ReminderRule,
)
from internships.models import (
    Confirmation,
    HourEntry,
    Placement,
    School,
    SchoolContact,
    SchoolException,
)
from newsletters.models import (
    Audience,
    Letterhead,
    Newsletter,
    NewsletterText,
    Picture,
    Subscription,
)
from outbox.models import MailText, Suppression
from participants.models import Attendance, Certificate, Employer, Funding, Participant
from recruitment.models import Application, Channel, Lead, LeadNote


def record(*tables, but=(), lists=()):
    """Record the columns of these tables except `but`, and the many-to-many fields in `lists`.

    The columns are named, for otherwise auditlog reads the relations that point here as well.
    """
    for table in tables:
        columns = [field.name for field in table._meta.concrete_fields if field.name not in but]
        auditlog.register(table, include_fields=columns, m2m_fields=lists)


record(User, but=["password", "last_login", "folded_name"], lists=["groups", "user_permissions"])
record(Group, lists=["permissions"])
record(AccessLink, but=["token_hash", "issued_at", "expires_at"])
record(Authenticator, but=["data", "last_used_at"])
record(EmailAddress, Suppression, MailText)
record(Region, lists=["leaders"])
record(RegionSlug, Organisation, Partnership, Cohort, ReminderRule, LessonDay, Holiday)
record(Employer, Participant, Funding, Attendance, Certificate)
record(School, but=["folded"])
record(SchoolException)
record(SchoolContact, but=["folded_name"], lists=["regions"])
record(Placement, HourEntry, Confirmation)
record(Lead, Application, but=["folded_name"])
record(LeadNote, Channel)
record(Subscription, but=["key"])
record(Audience, Letterhead, Newsletter)
# The trail of every save would hold the whole text twice; the number of the revision tells enough.
record(NewsletterText, but=["body"])
record(Picture, but=["content"])
