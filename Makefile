# Needs python3 (3.11 or newer, with venv), make and git. Everything else is fetched into .venv and var/.
PYTHON = python3
ARGS =

# exec: the launcher takes the place of the shell, so it gets the signals make passes on.
PORTAL = @command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, with venv: on Debian and Ubuntu apt install python3 python3-venv" >&2; exit 1; }; \
	exec $(PYTHON) scripts/portal.py

.PHONY: help setup run test check bench crash-test newsletter-crash screenshots clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do printf 'make %-16s %s\n' "$$name" "$$text"; done

setup: ## make .venv, the front end, the catalogues and the database
	$(PORTAL) setup

run: ## set up and start the portal; PORT=8000 moves it, VAR_DIR=var is where it writes
	$(PORTAL) run --with-make

test: ## the tests, browser included; uses DATABASE_URL and REDIS_URL when given; ARGS="-k hours"
	$(PORTAL) test $(ARGS)

check: ## style, templates, migrations, deployment, catalogues
	$(PORTAL) check

bench: ## queries and times per page, mails per second, the sweep of reminders
	$(PORTAL) bench $(ARGS)

crash-test: ## send 10,000 mails while workers are killed, and count what became of them
	$(PORTAL) crash-test $(ARGS)

newsletter-crash: ## the same for one newsletter to 10,000 readers, which is paused in the middle too
	$(PORTAL) newsletter-crash $(ARGS)

screenshots: ## pictures of every page, per role, under var/screenshots
	$(PORTAL) screenshots $(ARGS)

clean: ## remove what a set-up can make again; keeps the database
	$(PORTAL) clean
