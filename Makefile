# Thin names for what infra/ does; `make up` is where to start.
PYTHON ?= python3
HEARTH = $(PYTHON) -m infra.cli

.PHONY: up down reset status logs test check bench demo costs build deploy owner destroy redrive lock test-browser
up down reset status bench costs build deploy owner destroy lock:
	@$(HEARTH) $@ $(ARGS)
logs:
	@$(HEARTH) logs $(if $(FUNCTION),--function $(FUNCTION)) $(if $(REQUEST),--request $(REQUEST)) $(if $(PERSON),--person $(PERSON)) $(ARGS)
test check redrive:
	@$(HEARTH) $@ $(ARGS)
test-browser:
	@$(HEARTH) test browser $(ARGS)
demo:
	@$(HEARTH) demo $(if $(FILE),--file $(FILE)) $(if $(WRITERS),--writers $(WRITERS)) $(ARGS)
