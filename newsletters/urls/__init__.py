from newsletters.urls import reading

urlpatterns = [*reading.urlpatterns]
