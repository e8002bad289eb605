"""The privacy statement that people read before they send a form."""

from django.conf import settings

# Kept with everything that is sent: it says which text somebody saw. A change of what
# templates/recruitment/privacy.html promises is a new version.
VERSION = "2026-11-29-2"


def terms():
    """How long we keep what, and let a decision wait, for the statement: in weeks or years."""
    return {
        "decided": settings.KEEP_DECIDED_WEEKS,
        "silent": settings.KEEP_SILENT_YEARS,
        "reminded": settings.REMIND_UNDECIDED_WEEKS,
        "blocked": settings.KEEP_BLOCKED_YEARS,
        "left": settings.KEEP_LEFT_YEARS,
        "proof": settings.KEEP_PROOF_YEARS,
    }
