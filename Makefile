# Thin on purpose: make.py does the work, so that systems without make can call it too.
PYTHON ?= python3
TARGETS := setup run test stories lint bench soak pins

.PHONY: $(TARGETS)

$(TARGETS):
	@$(PYTHON) make.py $@
