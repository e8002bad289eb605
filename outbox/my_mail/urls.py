from django.urls import path

from outbox.my_mail import views

urlpatterns = [
    path("settings/mail/", views.my_mail, name="my_mail"),
    path("mail/<str:token>/", views.mail_choices, name="mail_choices"),
]
