# Thin names for what infra/ does. `make` alone lists them.
PYTHON ?= python3
HEARTH = $(PYTHON) -m infra.cli

.DEFAULT_GOAL := help
.PHONY: help up down reset status logs test check new bench demo costs build deploy owner destroy redrive lock test-browser

help: ## what there is
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

up: ## start Hearth here: environments, engine, deployment, sample data; prints addresses and a login
	@$(HEARTH) up $(ARGS)
down: ## stop it; the data stays
	@$(HEARTH) down $(ARGS)
reset: ## stop it and forget its data
	@$(HEARTH) reset $(ARGS)
status: ## what runs, and where
	@$(HEARTH) status $(ARGS)
logs: ## what the functions wrote (FUNCTION=, REQUEST=, PERSON=, ARGS=-f)
	@$(HEARTH) logs $(if $(FUNCTION),--function $(FUNCTION)) $(if $(REQUEST),--request $(REQUEST)) $(if $(PERSON),--person $(PERSON)) $(ARGS)
test: ## unit tests, integration tests on a stack of their own, the client's tests
	@$(HEARTH) test $(ARGS)
test-browser: ## stories, accessibility and pictures in Chromium
	@$(HEARTH) test browser $(ARGS)
check: ## lint, types, imports, template, OpenAPI (ARGS=--fix repairs what a tool can)
	@$(HEARTH) check $(ARGS)
new: ## begin a capability (NAME=tasks, NOUN=task)
	@$(HEARTH) new $(NAME) $(if $(NOUN),--noun $(NOUN)) $(ARGS)
bench: ## measure and write docs/benchmarks.md (ARGS="local imports" picks)
	@$(HEARTH) bench $(ARGS)
demo: ## several people write one document (FILE=, WRITERS=)
	@$(HEARTH) demo $(if $(FILE),--file $(FILE)) $(if $(WRITERS),--writers $(WRITERS)) $(ARGS)
costs: ## what a month on AWS costs
	@$(HEARTH) costs $(ARGS)
build: ## build for AWS
	@$(HEARTH) build $(ARGS)
deploy: ## build and deploy to AWS (ARGS=--localstack for LocalStack)
	@$(HEARTH) deploy $(ARGS)
owner: ## make the first account of a stack on AWS, without mail
	@$(HEARTH) owner $(ARGS)
destroy: ## take a stack on AWS away; says what stays
	@$(HEARTH) destroy $(ARGS)
redrive: ## list dead letters, or send them back (ARGS=mail)
	@$(HEARTH) redrive $(ARGS)
lock: ## resolve the lock files anew
	@$(HEARTH) lock $(ARGS)
