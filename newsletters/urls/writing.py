from django.urls import path, re_path

from newsletters.views import letterheads, pictures, preview, writing

urlpatterns = [
    path("newsletters/", writing.newsletter_list, name="newsletter_list"),
    path("newsletters/new/", writing.newsletter_create, name="newsletter_create"),
    path("newsletters/<int:pk>/edit/", writing.newsletter_edit, name="newsletter_edit"),
    path("newsletters/<int:pk>/preview/", preview.newsletter_preview, name="newsletter_preview"),
    path("newsletters/<int:pk>/readers/", preview.newsletter_readers, name="newsletter_readers"),
    path("newsletters/<int:pk>/copy/", writing.newsletter_copy, name="newsletter_copy"),
    path("newsletters/<int:pk>/discard/", writing.newsletter_discard, name="newsletter_discard"),
    path("newsletters/letterhead/<int:pk>/", letterheads.letterhead_edit, name="letterhead_edit"),
    re_path(r"^pictures/(?P<digest>[0-9a-f]{64})/$", pictures.picture, name="picture"),
]
