from newsletters.admin import sending  # noqa: F401, registers its tables
