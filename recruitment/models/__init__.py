from recruitment.models.applications import Application
from recruitment.models.channels import Channel, ChannelDay
from recruitment.models.leads import HeardFrom, Lead, LeadNote

__all__ = ["Application", "Channel", "ChannelDay", "HeardFrom", "Lead", "LeadNote"]
