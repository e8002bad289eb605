from django.urls import path

from newsletters.views import audiences, sending

urlpatterns = [
    path("newsletters/<int:pk>/", sending.newsletter_detail, name="newsletter_detail"),
    path("newsletters/<int:pk>/progress/", sending.newsletter_progress, name="newsletter_progress"),
    path("newsletters/<int:pk>/audience/", sending.newsletter_audience, name="newsletter_audience"),
    path("newsletters/<int:pk>/test/", sending.newsletter_test, name="newsletter_test"),
    path("newsletters/<int:pk>/send/", sending.newsletter_send, name="newsletter_send"),
    path("newsletters/<int:pk>/<slug:verb>/now/", sending.newsletter_verb, name="newsletter_verb"),
    path("audiences/", audiences.audience_list, name="audience_list"),
    path("audiences/new/", audiences.audience_create, name="audience_create"),
    path("audiences/count/", audiences.audience_count, name="audience_count"),
    path("audiences/<int:pk>/", audiences.audience_edit, name="audience_edit"),
    path("audiences/<int:pk>/remove/", audiences.audience_remove, name="audience_remove"),
]
