from django.urls import path

from participants import views

urlpatterns = [
    path(
        "cohorts/<int:cohort_pk>/participants/new/",
        views.participant_create,
        name="participant_create",
    ),
    path("participants/<int:pk>/", views.ParticipantDetail.as_view(), name="participant_detail"),
    path("participants/<int:pk>/edit/", views.ParticipantEdit.as_view(), name="participant_edit"),
    path("participants/<int:pk>/email/", views.participant_email, name="participant_email"),
    path("participants/<int:pk>/invite/", views.participant_invite, name="participant_invite"),
    path("participants/<int:pk>/pause/", views.participant_pause, name="participant_pause"),
    path("participants/<int:pk>/resume/", views.participant_resume, name="participant_resume"),
    path(
        "participants/<int:pk>/withdraw/", views.participant_withdraw, name="participant_withdraw"
    ),
]
