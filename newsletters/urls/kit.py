from django.urls import path, re_path

from newsletters.views import kit

urlpatterns = [
    path("channels/", kit.ChannelList.as_view(), name="channel_list"),
    path("channels/new/", kit.channel_create, name="channel_create"),
    path("channels/<int:pk>/", kit.channel_detail, name="channel_detail"),
    path("channels/<int:pk>/edit/", kit.channel_edit, name="channel_edit"),
    re_path(
        r"^channels/(?P<pk>[0-9]{1,18})/qr\.(?P<kind>svg|png)$", kit.channel_qr, name="channel_qr"
    ),
    re_path(
        r"^channels/(?P<pk>[0-9]{1,18})/picture-(?P<language>nl|en)\.png$",
        kit.channel_picture,
        name="channel_picture",
    ),
]
