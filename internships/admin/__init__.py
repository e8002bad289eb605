from internships.admin.placements import ConfirmationAdmin, HourEntryAdmin, PlacementAdmin
from internships.admin.schools import SchoolAdmin, SchoolContactAdmin, SchoolExceptionAdmin

__all__ = [
    "ConfirmationAdmin",
    "HourEntryAdmin",
    "PlacementAdmin",
    "SchoolAdmin",
    "SchoolContactAdmin",
    "SchoolExceptionAdmin",
]
