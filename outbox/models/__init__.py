from outbox.models.bounces import Bounce, Suppression
from outbox.models.choices import MailChoice
from outbox.models.letters import Letter
from outbox.models.messages import Message
from outbox.models.pauses import StreamPause
from outbox.models.texts import MailText

__all__ = [
    "Bounce",
    "Letter",
    "MailChoice",
    "MailText",
    "Message",
    "StreamPause",
    "Suppression",
]
