from django.contrib import admin
from django.urls import include, path

from hto_portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("leader/", views.leader_start, name="leader_start"),
    path("health/", views.health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("outbox.urls")),
    path("", include("outbox.my_mail.urls")),
    path("", include("cohorts.urls")),
    path("", include("participants.urls")),
    path("", include("newsletters.urls")),
    path("", include("internships.leader_urls")),
    path("", include("internships.urls")),
]
