from newsletters.urls import kit

urlpatterns = [*kit.urlpatterns]
