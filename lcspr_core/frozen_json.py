"""JSON values that cannot change: what an answer's data and a record's fields are made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

Json: TypeAlias = Any
JsonObject: TypeAlias = Mapping[str, Any]


def frozen(value: Json) -> Json:
    """Return the same JSON value with lists as tuples and objects as read-only mappings."""
    if isinstance(value, Mapping):
        return frozen_object(value)
    if isinstance(value, (list, tuple)):
        return tuple(frozen(item) for item in value)
    return value


def thawed(value: Json) -> Json:
    """Return the same JSON value with plain lists and dictionaries, ready for `json.dumps`."""
    if isinstance(value, Mapping):
        return {str(key): thawed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [thawed(item) for item in value]
    return value


def frozen_object(value: Mapping[str, Json]) -> JsonObject:
    """Return a mapping of JSON values that nobody can change."""
    return MappingProxyType({str(key): frozen(item) for key, item in value.items()})
