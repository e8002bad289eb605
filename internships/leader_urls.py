from django.urls import path

from internships.views import calendar, contacts, everyone, letters, mails, placing, preview

urlpatterns = [
    path("hours/everyone/", everyone.everyone_hours, name="everyone_hours"),
    path(
        "participants/<int:participant_pk>/placements/new/",
        placing.placement_create,
        name="placement_create",
    ),
    path("placements/<int:pk>/", placing.PlacementDetail.as_view(), name="placement_detail"),
    path("placements/<int:pk>/ask/", placing.placement_ask, name="placement_ask"),
    path("placements/<int:pk>/cancel/", placing.placement_cancel, name="placement_cancel"),
    path("placements/<int:pk>/complete/", placing.placement_complete, name="placement_complete"),
    path("placements/<int:pk>/break-off/", placing.placement_break_off, name="placement_break_off"),
    path(
        "placements/<int:pk>/supervisor/",
        placing.placement_supervisor,
        name="placement_supervisor",
    ),
    path("placements/<int:pk>/vog/", placing.placement_vog, name="placement_vog"),
    path("contacts/", contacts.ContactList.as_view(), name="contact_list"),
    path("contacts/new/", contacts.contact_create, name="contact_create"),
    path("contacts/<int:pk>/edit/", contacts.contact_edit, name="contact_edit"),
    path("contacts/<int:pk>/leave/", contacts.contact_leave, name="contact_leave"),
    path("contacts/<int:pk>/ask/", contacts.contact_ask, name="contact_ask"),
    path("reminders/", preview.reminder_preview, name="reminder_preview"),
    path("schools/<int:pk>/calendar/", calendar.calendar, name="school_calendar"),
    path(
        "schools/calendar/<int:pk>/remove/",
        calendar.exception_remove,
        name="school_exception_remove",
    ),
    path("messages/", mails.MessageList.as_view(), name="message_list"),
    path("messages/<int:pk>/", mails.message_detail, name="message_detail"),
    path("messages/<int:pk>/edit/", mails.message_edit, name="message_edit"),
    path("messages/<int:pk>/cancel/", mails.message_cancel, name="message_cancel"),
    path("messages/<int:pk>/retry/", mails.message_retry, name="message_retry"),
    path("messages/<int:pk>/send-now/", mails.message_hurry, name="message_hurry"),
    path("letters/", letters.LetterList.as_view(), name="letter_list"),
    path("letters/new/", letters.letter_create, name="letter_create"),
    path("letters/<int:pk>/", letters.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/send/", letters.letter_send, name="letter_send"),
    path("letters/<int:pk>/discard/", letters.letter_discard, name="letter_discard"),
]
