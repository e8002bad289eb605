from newsletters.admin import writing  # noqa: F401, registers its tables
