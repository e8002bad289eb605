from newsletters.urls import sending, writing

urlpatterns = [*writing.urlpatterns, *sending.urlpatterns]
