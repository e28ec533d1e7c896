"""The methodologies that ship with this project, one folder each; every one enters by the same door as a stranger's."""

from __future__ import annotations
