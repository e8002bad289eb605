from newsletters.admin import reading, writing

__all__ = ["reading", "writing"]
