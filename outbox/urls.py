from django.urls import path

from outbox import views

urlpatterns = [
    path("outbox/", views.mail_list, name="mail_list"),
    path("outbox/<slug:name>/", views.mail_detail, name="mail_detail"),
]
