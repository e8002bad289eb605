from django.urls import path

from newsletters.views import counting, reading, subscribing

urlpatterns = [
    path("regions/<slug:slug>/newsletter/", subscribing.subscribe, name="newsletter_subscribe"),
    path("regions/<slug:slug>/newsletter/asked/", subscribing.asked, name="newsletter_asked"),
    path("newsletters/readers/", counting.numbers, name="reader_numbers"),
    path("newsletter/", reading.find, name="newsletter_find"),
    path("newsletter/confirm/<str:token>/", subscribing.confirm, name="newsletter_confirm"),
    path(
        "newsletter/confirm/<str:token>/renew/",
        subscribing.renew,
        name="newsletter_confirm_renew",
    ),
    path("newsletter/<str:key>/", reading.choices, name="newsletter_choices"),
    path("newsletter/<str:key>/leave/", reading.leave, name="newsletter_leave"),
    path("newsletter/<str:key>/stop/", reading.stop, name="newsletter_stop"),
    path("newsletter/<str:key>/undo/", reading.undo, name="newsletter_undo"),
    path("newsletter/<str:key>/erase/", reading.erase, name="newsletter_erase"),
]
