"""Each refusal that a person can meet has a test on its own sentence: a test holds words that no other refusal has."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

import make

HOUSE = Path(make.__file__).resolve().parent
ROOMS = ("lcspr_core", "notebooks/lcspr_jupyter")
ROOT = "LcsprError"
RUN = 3  # so many words in a row, that no other refusal has, tell one from all others
# Sentences that are answered, printed or shown without being raised, by the names of the constants that hold them.
ALSO = {"SENTENCES", "OURS", "SORRY", "TOO_LONG", "UNKNOWN", "NOT_OPENED", "LOCKED", "NOT_YOURS"}
# What is told to whoever writes a program, and never to a person at a page or a command.
INSIDE = {"notebooks/lcspr_jupyter/server/running.py"}


@frozen
class Refusal:
    """One sentence, where it stands, and the constant that holds it, if one does."""

    place: str
    text: str
    name: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, without what is filled in."""
        return words(self.text)

    @property
    def stretches(self) -> tuple[str, ...]:
        """Its words from one place where something is filled in to the next."""
        return tuple(part for one in " ".join(self.words).split("\0") if (part := one.strip()))


def words(text: str) -> tuple[str, ...]:
    """Return the words of a sentence or of a pattern, in small letters."""
    return tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*|\0", re.sub(r"\{\w*\}", " \0 ", text).replace("’", "'").lower()))


def runs(found: Iterable[str]) -> set[tuple[str, ...]]:
    """Return each run of words in a row; none goes over a place where something is filled in."""
    here = tuple(found)
    every = (here[at : at + RUN] for at in range(len(here) - RUN + 1))
    return {one for one in every if "\0" not in one}


# --- what a person may be told ----------------------------------------------------------------------------------------


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of ours by its place."""
    places = [*(one for room in ROOMS for one in sorted((HOUSE / room).rglob("*.py"))), HOUSE / "make.py"]
    return {one.relative_to(HOUSE).as_posix(): ast.parse(one.read_text("utf-8")) for one in places}


@cache
def errors() -> frozenset[str]:
    """Return the names of all classes that are raised to be shown to a person."""
    parents = {
        node.name: {_last(base) for base in node.bases}
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {ROOT, "CannotGoOnError"}
    while more := {name for name, above in parents.items() if above & found} - found:
        found |= more
    return frozenset(found)


def _last(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


@cache
def constants(place: str) -> dict[str, ast.expr]:
    """Return the values of a module's own constants."""
    found = {}
    for node in modules()[place].body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            found[_last(target)] = node.value
    return found


def held(place: str, name: str) -> Iterator[Refusal]:
    """Return what a constant says, wherever it was imported from."""
    if name in constants(place):
        yield from (Refusal(place, text, name) for text in literals(constants(place)[name]))
        return
    for node in modules()[place].body:
        if isinstance(node, ast.ImportFrom) and any(name in {one.name, one.asname} for one in node.names):
            yield from held_in(node.module or "", name)


def held_in(module: str, name: str) -> Iterator[Refusal]:
    """Return what the constant of another module says."""
    ending = module.replace(".", "/") + ".py"
    for place in modules():
        if place.endswith(ending) and name in constants(place):
            yield from held(place, name)


def literals(node: ast.expr) -> Iterator[str]:
    """Return each text that an expression may come to, with a mark where something is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else " \0 " for one in parts)
        case ast.IfExp():
            yield from (*literals(node.body), *literals(node.orelse))
        case ast.BinOp(left=left, right=right):
            yield from (*literals(left), *literals(right))
        case ast.Dict(values=values):
            yield from (text for one in values for text in literals(one))
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "strip")):
            yield from literals(value)
        case _:
            pass


def meant(place: str, node: ast.expr) -> Iterator[Refusal]:
    """Return what the argument of an error says, here or in a constant."""
    match node:
        case ast.Name(id=name):
            yield from held(place, name)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            yield from held_in(module, name)
        case ast.Call(func=ast.Attribute(value=ast.Name() | ast.Attribute() as inner, attr="format")):
            yield from meant(place, inner)
        case ast.Subscript(value=inner):
            yield from meant(place, inner)
        case ast.IfExp(body=one, orelse=other):
            yield from (*meant(place, one), *meant(place, other))
        case _:
            yield from (Refusal(place, text) for text in literals(node))


def told(place: str) -> Iterator[Refusal]:
    """Return everything in a module that a person may be refused with."""
    for node in ast.walk(modules()[place]):
        match node:
            case ast.Call() if _last(node.func) in errors() or _last(node.func).startswith("_refus"):
                yield from (one for argument in node.args for one in meant(place, argument))
            case ast.ClassDef() if node.name in errors():
                yield from _of_class(place, node)
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "sorry":
                        yield from meant(place, value)
            case _:
                pass
    for name in ALSO & set(constants(place)):
        yield from held(place, name)


def _of_class(place: str, node: ast.ClassDef) -> Iterator[Refusal]:
    for one in node.body:
        if isinstance(one, ast.Assign) and _last(one.targets[0]) == "sentence":
            yield from (Refusal(place, text) for text in literals(one.value))


@cache
def refusals() -> tuple[Refusal, ...]:
    """Return each sentence once; one that is put together of nothing but others is told where those are."""
    every = (one for place in modules() if place not in INSIDE for one in told(place) if runs(one.words))
    return tuple({one.words: one for one in every}.values())


# --- what the tests hold ----------------------------------------------------------------------------------------------


@frozen
class Held:
    """What stands in the tests: runs of words in their texts, and the constants of ours that they use."""

    runs: frozenset[tuple[str, ...]]
    texts: tuple[tuple[str, ...], ...]
    names: frozenset[tuple[str, str]]


@cache
def in_tests() -> Held:
    """Return what stands in all tests but this one."""
    places = (one for one in sorted((HOUSE / "tests").rglob("*.py")) if one != Path(__file__).resolve())
    trees = [ast.parse(one.read_text("utf-8")) for one in places]
    texts = tuple({words(text) for tree in trees for text in _texts(tree)})
    names = frozenset(name for tree in trees for name in _names(tree))
    return Held(frozenset(run for one in texts for run in runs(one)), texts, names)


def _texts(tree: ast.Module) -> Iterator[str]:
    """Return every text of a module but the sentences that describe it."""
    describing = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in describing:
            yield node.value


def _names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (((node.module or "").rpartition(".")[2], one.name) for one in node.names)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def untold(every: tuple[Refusal, ...], tests: Held) -> Iterator[str]:
    """Say which refusals no test could tell from another, or from silence."""
    times = Counter(run for one in every for run in runs(one.words))
    for one in every:
        own = {run for run in runs(one.words) if times[run] == 1}
        named = one.name and (Path(one.place).stem, one.name) in tests.names
        whole = not own and any(all(part in " ".join(text) for part in one.stretches) for text in tests.texts)
        if not (named or whole or own & tests.runs):
            yield f"{one.place}: {one.text.replace(chr(0), '…')}"


def test_each_refusal_has_a_test_on_its_own_sentence() -> None:
    missing = list(untold(refusals(), in_tests()))
    assert not missing, "\n" + "\n".join(missing)


# --- it can fail ------------------------------------------------------------------------------------------------------

MOON = "lcspr_core/moon.py"


@pytest.mark.parametrize(
    "code",
    [
        'raise Unreadable("The moon is not a review. Choose another one.")',
        'GONE = "The moon is not a review. Choose another one."\nraise NotFound(GONE)',
        'GONE = "The moon is not a review. Choose {another} one."\nraise NotFound(GONE.format(another=1))',
        'raise NotAllowed(f"{here} The moon is not a review. Choose another one.")',
        'raise Unreadable("x" if odd else "The moon is not a review. Choose another one.")',
        'TOLD = {403: "The moon is not a review. Choose another one."}\nraise NotAllowed(TOLD[403])',
        'class StoreBusy(StoreRefused):\n    sentence = "The moon is not a review. Choose another one."',
        'state = {"sorry": "The moon is not a review. Choose another one."}',
        'raise _refused(row, "column", "The moon is not a review. Choose another one.")',
        'SORRY = "The moon is not a review. Choose another one."',
    ],
)
def test_a_new_refusal_without_a_test_is_seen(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    others, _ = refusals(), errors()
    monkeypatch.setattr(sys.modules[__name__], "modules", lambda: {MOON: ast.parse(code)})
    constants.cache_clear()
    found = tuple(one for one in told(MOON) if runs(one.words))
    constants.cache_clear()
    assert MOON in {one.split(": ")[0] for one in untold((*others, *found), in_tests())}


def test_a_sentence_that_another_shares_does_not_count() -> None:
    shared = "Nothing was saved; load the page again."
    both = (Refusal("a.py", f"One moon. {shared}"), Refusal("b.py", f"Two moons. {shared}"))
    only_shared = Held(frozenset(runs(words(shared))), (words(shared),), frozenset())
    assert len(list(untold(both, only_shared))) == len(both)
    first = Held(frozenset(runs(words(f"One moon. {shared}"))), (words(f"One moon. {shared}"),), frozenset())
    assert [one[:4] for one in untold(both, first)] == ["b.py"]


def test_there_are_as_many_as_there_are() -> None:
    """The count is of this house: far fewer would mean that they are not found any more."""
    assert len(refusals()) > len(list(modules())) // 2
