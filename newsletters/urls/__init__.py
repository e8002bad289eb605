from newsletters.urls import archive, kit, reading

urlpatterns = [*archive.urlpatterns, *kit.urlpatterns, *reading.urlpatterns]
