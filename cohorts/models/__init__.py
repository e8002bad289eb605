from cohorts.models.cohorts import Cohort, LessonDay
from cohorts.models.holidays import Holiday, HolidayRegion
from cohorts.models.regions import Organisation, Partnership, Region, RegionSlug
from cohorts.models.reminding import ReminderRule

__all__ = [
    "Cohort",
    "Holiday",
    "HolidayRegion",
    "LessonDay",
    "Organisation",
    "Partnership",
    "Region",
    "RegionSlug",
    "ReminderRule",
]
