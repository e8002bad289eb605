"""Forms of the pages about a cohort."""

# How a cohort reminds, as the page shows it to who changed nothing yet.
REMINDERS = {
    "all-reminders_on": "on",
    "participant-is_on": "on",
    "participant-every_weeks": "1",
    "participant-weekday": "2",
    "participant-hour": "9",
    "participant-cap": "4",
    "participant-task_after": "2",
    "school-is_on": "on",
    "school-every_weeks": "1",
    "school-weekday": "3",
    "school-hour": "9",
    "school-cap": "4",
    "school-task_after": "2",
    "leader-is_on": "on",
    "leader-every_weeks": "1",
    "leader-weekday": "0",
    "leader-hour": "9",
}
