from internships.models.exceptions import SchoolException
from internships.models.hours import Confirmation, HourEntry, LineDecision
from internships.models.placements import Placement
from internships.models.schools import School, SchoolContact

__all__ = [
    "Confirmation",
    "HourEntry",
    "LineDecision",
    "Placement",
    "School",
    "SchoolContact",
    "SchoolException",
]
