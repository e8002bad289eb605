from newsletters.urls import writing

urlpatterns = [*writing.urlpatterns]
