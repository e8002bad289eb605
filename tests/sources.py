"""The files of the portal, for the tests that read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# An app uses what stands before it in this list, never what stands after.
ORDER = [
    "core",
    "accounts",
    "outbox",
    "cohorts",
    "participants",
    "recruitment",
    "internships",
    "newsletters",
    "hto_portal",
]

SOURCES = sorted(
    path for app in ORDER for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
