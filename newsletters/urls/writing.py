from django.urls import re_path

from newsletters.views import pictures

urlpatterns = [
    re_path(r"^pictures/(?P<digest>[0-9a-f]{64})/$", pictures.picture, name="picture"),
]
