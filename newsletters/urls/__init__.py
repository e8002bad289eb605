from newsletters.urls import sending

urlpatterns = [*sending.urlpatterns]
