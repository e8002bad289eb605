from newsletters.urls import archive, kit, reading, writing

urlpatterns = [
    *archive.urlpatterns,
    *kit.urlpatterns,
    *reading.urlpatterns,
    *writing.urlpatterns,
]
