from newsletters.admin import reading

__all__ = ["reading"]
