from newsletters.admin import reading, sending, writing

__all__ = ["reading", "sending", "writing"]
