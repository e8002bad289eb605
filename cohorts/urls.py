from django.urls import path, re_path

from cohorts import views
from cohorts.running import VERB_BY_NAME

urlpatterns = [
    path("cohorts/", views.CohortList.as_view(), name="cohort_list"),
    path("cohorts/new/", views.CohortCreate.as_view(), name="cohort_create"),
    path("cohorts/<int:pk>/", views.CohortDetail.as_view(), name="cohort_detail"),
    path("cohorts/<int:pk>/edit/", views.CohortEdit.as_view(), name="cohort_edit"),
    path("cohorts/<int:pk>/reminders/", views.CohortReminders.as_view(), name="cohort_reminders"),
    path(
        "cohorts/<int:pk>/reminders/reset/",
        views.cohort_reminders_reset,
        name="cohort_reminders_reset",
    ),
    re_path(
        rf"^cohorts/(?P<pk>[0-9]{{1,18}})/(?P<verb>{'|'.join(VERB_BY_NAME)})/$",
        views.cohort_move,
        name="cohort_move",
    ),
]
