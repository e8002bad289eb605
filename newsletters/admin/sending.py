from django.contrib import admin

from core.admin import FixedRegion, NoDeleting, ReadOnly, ReadOnlyInline, TableAdmin
from newsletters.models import Audience, Condition, Delivery


class ConditionInline(ReadOnlyInline):
    model = Condition
    fields = ["block", "is_not", "field", "value"]


@admin.register(Audience)
class AudienceAdmin(FixedRegion, NoDeleting, TableAdmin):
    """Its conditions are built on the page of its leader, which knows what there is to choose, and
    where one that no newsletter uses is thrown away."""

    joins = ["region", "created_by"]
    list_display = ["name", "region", "created_by", "created_at"]
    search_fields = ["name", "region__name"]
    readonly_fields = ["created_by", "created_at"]
    inlines = [ConditionInline]

    def save_model(self, request, obj, form, change):
        """A leader who has the page open sees that it got another name."""
        obj.revision += change
        super().save_model(request, obj, form, change)


@admin.register(Condition)
class ConditionAdmin(ReadOnly, TableAdmin):
    joins = ["audience"]
    list_display = ["audience", "block", "is_not", "field", "value"]
    list_filter = ["field"]
    search_fields = ["audience__name", "value"]


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly, TableAdmin):
    """What became of each copy, for the question why somebody got no newsletter."""

    joins = ["newsletter__region", "message"]
    list_display = ["email", "newsletter", "status", "reason", "message"]
    list_filter = ["status", "reason"]
    search_fields = ["email"]
