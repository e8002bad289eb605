from internships.models.hours import Confirmation, HourEntry
from internships.models.placements import Placement
from internships.models.schools import School, SchoolContact

__all__ = ["Confirmation", "HourEntry", "Placement", "School", "SchoolContact"]
