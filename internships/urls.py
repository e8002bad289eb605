from django.urls import path

from internships.views import hours, links, school

urlpatterns = [
    path("hours/", hours.hours_start, name="hours_start"),
    path("hours/all/", hours.hours_list, name="hours_list"),
    path("hours/ask/", hours.hours_ask, name="hours_ask"),
    path("hours/<int:pk>/edit/", hours.hours_edit, name="hours_edit"),
    path("hours/<int:pk>/correct/", hours.hours_correct, name="hours_correct"),
    path("hours/<int:pk>/withdraw/", hours.hours_withdraw, name="hours_withdraw"),
    path("school/", school.school_start, name="school_start"),
    path("school/confirm/", school.school_confirm, name="school_confirm"),
    path("school/placements/<int:pk>/", school.school_answer, name="school_answer"),
    path("confirm/<str:token>/", links.hours_link, name="hours_link"),
    path("confirm/<str:token>/renew/", links.hours_link_renew, name="hours_link_renew"),
    path("placement/<str:token>/", links.placement_link, name="placement_link"),
    path("placement/<str:token>/renew/", links.placement_link_renew, name="placement_link_renew"),
]
