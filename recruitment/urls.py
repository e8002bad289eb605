from django.urls import path

from recruitment.views import applying, lead, leads, public

urlpatterns = [
    path("privacy/", public.privacy, name="privacy"),
    path("visits/", public.visit, name="visit"),
    path("regions/<slug:slug>/", public.region_page, name="region_page"),
    path("regions/<slug:slug>/apply/", applying.apply, name="apply"),
    path(
        "regions/<slug:slug>/apply/done/",
        applying.done,
        {"template": "recruitment/apply_done.html"},
        name="apply_done",
    ),
    path("regions/<slug:slug>/interest/", applying.interest, name="interest"),
    path(
        "regions/<slug:slug>/interest/done/",
        applying.done,
        {"template": "recruitment/interest_done.html"},
        name="interest_done",
    ),
    path("leads/", leads.lead_list, name="lead_list"),
    path("leads/admit/", leads.lead_admit_all, name="lead_admit_all"),
    path("leads/<int:pk>/", lead.lead_detail, name="lead_detail"),
    path("leads/<int:pk>/move/<slug:verb>/", lead.lead_move, name="lead_move"),
    path("leads/<int:pk>/admit/", lead.lead_admit, name="lead_admit"),
    path("leads/<int:pk>/notes/", lead.lead_note, name="lead_note"),
    path("leads/<int:pk>/plan/", lead.lead_plan, name="lead_plan"),
    path("leads/<int:pk>/take/", lead.lead_take, name="lead_take"),
]
