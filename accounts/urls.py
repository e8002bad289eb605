from django.urls import path

from accounts import views

urlpatterns = [
    path("welcome/<str:token>/", views.invitation, name="invitation"),
    path("language/", views.set_language, name="set_language"),
    path("settings/", views.own_settings, name="settings"),
]
