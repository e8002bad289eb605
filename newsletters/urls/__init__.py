from newsletters.urls import archive, kit, reading, sending, writing

urlpatterns = [
    *archive.urlpatterns,
    *kit.urlpatterns,
    *reading.urlpatterns,
    *writing.urlpatterns,
    *sending.urlpatterns,
]
