from newsletters.urls import archive, kit

urlpatterns = [*archive.urlpatterns, *kit.urlpatterns]
