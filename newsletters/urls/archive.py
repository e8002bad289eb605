from django.urls import path, re_path

from newsletters.views import archive

urlpatterns = [
    path("regions/<slug:slug>/newsletters/", archive.newsletter_archive, name="newsletter_archive"),
    path("regions/<slug:slug>/newsletters/feed/", archive.newsletter_feed, name="newsletter_feed"),
    re_path(
        r"^regions/(?P<slug>[-\w]+)/newsletters/(?P<pk>[0-9]{1,18})-(?P<language>nl|en)/$",
        archive.newsletter_public,
        name="newsletter_public",
    ),
    path("newsletters/web/<str:token>/", archive.newsletter_web, name="newsletter_web"),
]
