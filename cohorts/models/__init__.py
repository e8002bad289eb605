from cohorts.models.cohorts import Cohort, LessonDay
from cohorts.models.holidays import Holiday, HolidayRegion
from cohorts.models.regions import Organisation, Partnership, Region

__all__ = [
    "Cohort",
    "Holiday",
    "HolidayRegion",
    "LessonDay",
    "Organisation",
    "Partnership",
    "Region",
]
