from django.urls import include, path

from tests.bench import bare

urlpatterns = [
    path("bare/<int:participant_pk>/", bare.lines),
    path("", include("hto_portal.urls")),
]
