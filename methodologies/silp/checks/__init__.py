"""What SILP asks people to look at before they go on, each with its source and a way out."""

from __future__ import annotations

from lcspr_core import Check
from methodologies.silp.checks.before import BEFORE
from methodologies.silp.checks.event import EVENT
from methodologies.silp.checks.recall import RECALL
from methodologies.silp.checks.thread import THREAD

CHECKS: tuple[Check, ...] = (*BEFORE, *EVENT, *THREAD, *RECALL)
