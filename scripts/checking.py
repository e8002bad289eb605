"""The checks beside the tests: style, templates, migrations, deployment and catalogues."""

from __future__ import annotations

from steps import Steps
from surroundings import PYTHON, manage, script

# What a server would have, so that `check --deploy` judges the settings meant for one.
PRODUCTION = {
    "ALLOWED_HOSTS": "portaal.example",
    "DEBUG": "0",
    "DEMO": "0",
    "EMAIL_URL": "smtp://portaal:secret@mail.example:587/?tls=starttls",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SECRET_KEY": "only-for-this-check-7Zx!q2Lr9#vT4mWb8kYc3nHd6sJf1pGu5oAe0iQw",
    "SITE_URL": "https://portaal.example",
    "TRUSTED_PROXY_COUNT": "1",
}


def run_checks(children, env):
    """Run every check, also after a failure, and return how many failed."""
    return Steps(children, env, works_to_check(), log="check.log").run_each()


def works_to_check():
    ruff = [PYTHON, "-m", "ruff"]
    concise = ["--output-format", "concise"]
    missing_migrations = manage("makemigrations", "--check", "--dry-run")
    deployment = manage("check", "--deploy", "--fail-level", "WARNING")
    return [
        ("Python style", _calling([*ruff, "check", "--no-fix", *concise])),
        ("Python format", _calling([*ruff, "format", "--check", *concise])),
        ("Templates", _calling([PYTHON, "-m", "djlint", "--lint", "--quiet", "templates"])),
        ("Migrations complete", _calling(missing_migrations)),
        ("Fit for a server", _calling(deployment, **PRODUCTION)),
        ("Catalogues complete", _calling(script("translations.py", "check"))),
    ]


def _calling(command, **env):
    return lambda steps: steps.call(command, **env)
