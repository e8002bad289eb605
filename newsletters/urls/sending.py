from django.urls import path

from newsletters.views import sending

urlpatterns = [
    path("newsletters/<int:pk>/", sending.newsletter_detail, name="newsletter_detail"),
]
