from newsletters.models.audiences import Audience, Condition
from newsletters.models.consents import Consent, Forgotten, Unchangeable
from newsletters.models.deliveries import Delivery
from newsletters.models.newsletters import Letterhead, Newsletter, NewsletterText, Picture
from newsletters.models.subscriptions import Subscription, SubscriptionTopic, Topic

__all__ = [
    "Audience",
    "Condition",
    "Consent",
    "Delivery",
    "Forgotten",
    "Letterhead",
    "Newsletter",
    "NewsletterText",
    "Picture",
    "Subscription",
    "SubscriptionTopic",
    "Topic",
    "Unchangeable",
]
