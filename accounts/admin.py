from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import links
from accounts.models import AccessLink, User
from core.admin import (
    FoldedSearch,
    MailLogByAddress,
    ReadOnly,
    TableAdmin,
    act_on_each,
    change_link,
)
from outbox import invitations

NAME = ("first_name", "infix", "last_name")
RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class NewUserForm(BaseUserCreationForm):
    """A person without a password logs in by a code in a mail, so it may stay empty."""

    class Meta:
        model = User
        fields = ["email", *NAME, "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].required = self.fields["password2"].required = False

    def validate_passwords(self):
        if self.cleaned_data.get("password1") != self.cleaned_data.get("password2"):
            self.add_error("password2", self.error_messages["password_mismatch"])

    def set_password_and_save(self, user, commit=True):
        user.set_password(self.cleaned_data["password1"] or None)
        if commit:
            user.save()
        return user


class ExistingUserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class UserAdmin(FoldedSearch, MailLogByAddress, TableAdmin, StockUserAdmin):
    form = ExistingUserForm
    add_form = NewUserForm
    list_display = ["sort_name", "email", "language", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "language", "groups"]
    search_fields = ["folded_name", "email"]
    ordering = ["folded_name", "pk"]
    date_hierarchy = "joined_at"
    readonly_fields = ["last_login", "joined_at", "mail_log"]
    actions = ["invite"]
    add_fieldsets = [
        (None, {"fields": ["email", *NAME, "language"]}),
        (
            gettext_lazy("Wachtwoord"),
            {
                "description": gettext_lazy(
                    "Laat leeg: dan logt deze persoon in met een code per mail."
                ),
                "fields": ["password1", "password2"],
            },
        ),
    ]
    fieldsets = [
        (None, {"fields": ["email", *NAME, "language", "password"]}),
        (gettext_lazy("Toegang"), {"fields": ["is_active", *RIGHTS]}),
        (gettext_lazy("Logboek"), {"fields": ["mail_log", "joined_at", "last_login"]}),
    ]

    @admin.display(description=gettext_lazy("naam"), ordering="folded_name")
    def sort_name(self, user):
        return user.sort_name

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser hands out rights: else anybody here could become one."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, *RIGHTS]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_touch(request.user, obj)

    @admin.action(description=gettext_lazy("Stuur uitnodiging"), permissions=["change"])
    def invite(self, request, queryset):
        now = timezone.now()
        for user in queryset.filter(is_active=False):
            messages.warning(request, _("%(user)s mag niet inloggen.") % {"user": user})
        act_on_each(request, queryset.filter(is_active=True), lambda user: invited(user, now))


def may_touch(admin_user, user):
    """A superuser's page is for superusers: with the password comes every right."""
    return admin_user.is_superuser or user is None or not user.is_superuser


def invited(user, now):
    invitations.invite(user, key=f"invitation:{user.pk}:{now:%Y%m%d%H%M%S}", now=now)
    return _("Er gaat een uitnodiging naar %(user)s, %(email)s.") % {
        "user": user,
        "email": user.email,
    }


@admin.register(AccessLink)
class AccessLinkAdmin(ReadOnly, TableAdmin):
    """To be read and to be withdrawn; of the key itself not even the hash is shown."""

    joins = ["holder_type"]
    list_display = ["email", "purpose", "state", "created_at", "issued_at", "used_at", "used_name"]
    list_filter = [
        "purpose",
        ("used_at", admin.EmptyFieldListFilter),
        ("revoked_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["email", "used_name"]
    date_hierarchy = "created_at"
    actions = ["revoke"]
    fields = [
        "email",
        "purpose",
        "holder_link",
        "state",
        "created_at",
        "issued_at",
        "expires_at",
        "used_at",
        "used_name",
        "revoked_at",
    ]
    readonly_fields = ["holder_link", "state"]

    def has_revoke_permission(self, request):
        return self.may_act(request)

    @admin.display(description=gettext_lazy("gaat over"))
    def holder_link(self, link):
        return change_link(link.holder)

    @admin.display(description=gettext_lazy("stand"))
    def state(self, link):
        return state(link, timezone.now())

    @admin.action(description=gettext_lazy("Trek link in"), permissions=["revoke"])
    def revoke(self, request, queryset):
        now = timezone.now()
        closed = queryset.exclude(used_at=None, revoked_at=None)
        for link in closed:
            messages.warning(request, closed_already(link, now))
        open_links = queryset.filter(used_at=None, revoked_at=None)
        act_on_each(request, open_links, lambda link: revoked(link, now))


def state(link, now):
    if link.revoked_at:
        return _("ingetrokken")
    if link.used_at:
        return _("gebruikt")
    if link.expires_at is None:
        return _("nog niet verstuurd")
    return _("open") if link.is_open(now) else _("verlopen")


def revoked(link, now):
    if links.close(AccessLink.objects.filter(pk=link.pk), now=now):
        return _("Ingetrokken: %(link)s") % {"link": link}
    link.refresh_from_db()
    return closed_already(link, now)


def closed_already(link, now):
    text = _("Deze link werkt al niet meer (%(state)s): %(link)s")
    return text % {"state": state(link, now), "link": link}
