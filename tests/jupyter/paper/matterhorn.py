"""Our own reading of the Matterhorn Protocol (PDF/UA-1), by pikepdf: what a program can check, and no word of Typst's.

Each check looks at the finished file alone and yields what is wrong; the numbers are the protocol's checkpoints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import pikepdf
from attrs import frozen
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table|T[RHD]|"
    "THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|R[BTP]|Warichu|W[TP]|Figure|Formula|Form"
)
SHOWING = frozenset({"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"})
HOLDS: Mapping[str, frozenset[str]] = {
    "L": frozenset({"LI", "L", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "TR": frozenset({"TH", "TD"}),
    "TOC": frozenset({"TOCI", "TOC", "Caption"}),
}
LIES_IN: Mapping[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TOCI": frozenset({"TOC"}),
}
INNER = frozenset({"/CIDFontType0", "/CIDFontType2"})  # a part of the font that holds it, and read with that
NEVER_A_LETTER = ("0000", "feff", "fffe")


@frozen
class Element:
    """One element of the structure tree: its standard type, what it lies in, and the object."""

    kind: str
    above: str
    one: Dictionary


def elements(pdf: Pdf) -> Iterator[Element]:
    """Return every element in reading order, each once: a tree that loops is walked no second time."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    waiting = [(one, "") for one in reversed(kids(pdf.Root.StructTreeRoot))]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one, above = waiting.pop()
        if not isinstance(one, Dictionary) or "/S" not in one or one.objgen in seen:
            continue
        seen.add(one.objgen)
        kind = standard(str(one.S), roles)
        yield Element(kind, above, one)
        waiting.extend((below, kind) for below in reversed(kids(one)))


def kids(one: Object) -> list[Object]:
    """What an element holds: elements, marks of content, and references to objects."""
    below = one.get("/K", Array())
    return list(below) if isinstance(below, Array) else [below]


def standard(kind: str, roles: Dictionary) -> str:
    """The standard type that a type stands for; itself where the map leads nowhere."""
    for _ in range(len(roles) + 1):
        if STANDARD.fullmatch(kind.strip("/")) or kind not in roles:
            break
        kind = str(roles[kind])
    return kind.strip("/")


def attribute(one: Dictionary, name: str) -> Object | None:
    """An attribute of an element, whichever of its attribute objects holds it."""
    given = one.get("/A", Array())
    each = list(given) if isinstance(given, Array) else [given]
    return next((some[name] for some in each if isinstance(some, Dictionary) and name in some), None)


# --- 01, 02: real content is tagged, the rest is said to be decoration ------------------------------------------------


def tagged_at_all(pdf: Pdf) -> Iterator[str]:
    """The file says that it is marked, and has a tree (06.., 01)."""
    if "/StructTreeRoot" not in pdf.Root:
        yield "there is no structure tree"
    marks = pdf.Root.get("/MarkInfo", Dictionary())
    if not bool(marks.get("/Marked", False)):
        yield "the file does not say that it is marked"
    if bool(marks.get("/Suspects", False)):
        yield "the file says that its marks are suspect"


def all_content_marked(pdf: Pdf) -> Iterator[str]:
    """Whatever is shown stands in a numbered mark or in an artifact, and never one in the other (01-003 to 005)."""
    for number, page in enumerate(pdf.pages, start=1):
        yield from (f"page {number}: {fault}" for fault in _unmarked(page, [], Dictionary()))


def _unmarked(content: Page | Object, around: list[str], outer: Object) -> Iterator[str]:
    marks = list(around)
    resources = content.get("/Resources", outer)
    for instruction in pikepdf.parse_content_stream(content):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            marks.append(_mark(instruction.operands))
            if {"artifact", "content"} <= set(marks):
                yield "an artifact stands inside content, or content inside an artifact"
        elif operator == "EMC":
            marks.pop()
        elif operator in SHOWING and not set(marks) & {"artifact", "content"}:
            yield f"{operator} shows something that is neither content nor an artifact"
        if operator == "Do":
            form = resources.XObject[str(instruction.operands[0])]
            if form.get("/Subtype") == Name.Form:
                yield from _unmarked(form, marks, resources)


def _mark(operands: list[Object]) -> str:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    numbered = len(operands) > 1 and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
    return "content" if numbered else "other"


def known_types(pdf: Pdf) -> Iterator[str]:
    """Each type is a standard one or stands for one, and none that is standard was given another meaning (02)."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    yield from (f"{kind} is standard and mapped all the same" for kind in roles if STANDARD.fullmatch(kind.strip("/")))
    yield from (f"{each.kind} is no standard type" for each in elements(pdf) if not STANDARD.fullmatch(each.kind))


def parent_tree_complete(pdf: Pdf) -> Iterator[str]:
    """Each numbered mark of each page belongs to exactly one element, and the parent tree leads back to it (01-005)."""
    tree = dict(_numbers(pdf.Root.StructTreeRoot.ParentTree))
    owners = {(place, number): one for place, number, one in _owned(pdf)}
    for place, count in Counter((place, number) for place, number, _ in _owned(pdf)).items():
        if count > 1:
            yield f"mark {place[1]} belongs to {count} elements"
    shown: set[tuple[object, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        for holder, marks in _marks(page, Dictionary()):
            yield from _led_back(f"page {number}", holder, marks, tree, owners)
            shown |= {(holder.objgen, one) for one in marks}
    yield from (f"an element claims mark {number}, which nothing shows" for _, number in owners.keys() - shown)


def _led_back(where: str, holder: Object, marks: set[int], tree: dict, owners: dict) -> Iterator[str]:
    if not marks:
        return
    line = tree.get(int(holder.get("/StructParents", -1)))
    if line is None:
        yield f"{where}: its marks have no line in the parent tree"
        return
    for mark in marks:
        owner = owners.get((holder.objgen, mark))
        if owner is None:
            yield f"{where}: mark {mark} belongs to no element"
        elif mark >= len(line) or line[mark].objgen != owner.objgen:
            yield f"{where}: the parent tree leads mark {mark} to another element"


def _numbers(node: Dictionary) -> Iterator[tuple[int, Object]]:
    numbers = list(node.get("/Nums", Array()))
    yield from ((int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True))
    for below in node.get("/Kids", Array()):
        yield from _numbers(below)


def _owned(pdf: Pdf) -> Iterator[tuple[object, int, Dictionary]]:
    """Each mark that an element holds: the page or form it stands on, its number, and the element."""
    for each in elements(pdf):
        for below in kids(each.one):
            if isinstance(below, int):
                yield each.one.Pg.objgen, int(below), each.one
            elif isinstance(below, Dictionary) and below.get("/Type") == Name.MCR:
                holder = below.get("/Stm", below.get("/Pg", each.one.get("/Pg")))
                yield holder.objgen, int(below.MCID), each.one


def _marks(content: Page | Object, outer: Object) -> Iterator[tuple[Object, set[int]]]:
    """The numbers of the marks on a page, and on each form that it shows."""
    found: set[int] = set()
    holder = content.obj if isinstance(content, Page) else content
    resources = holder.get("/Resources", outer)
    for instruction in pikepdf.parse_content_stream(content):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
            found.add(int(operands[1].MCID))
        elif operator == "Do" and (form := resources.XObject[str(operands[0])]).get("/Subtype") == Name.Form:
            yield from _marks(form, resources)
    yield holder, found


# --- 06, 07, 11, 26: what the file says of itself ---------------------------------------------------------------------


def says_what_it_is(pdf: Pdf) -> Iterator[str]:
    """The metadata name the standard and the title, and the window shows that title (06-001 to 004, 07-001, 002)."""
    if "/Metadata" not in pdf.Root:
        yield "there are no metadata"
        return
    about = pdf.open_metadata()
    if about.get("pdfuaid:part") != "1":
        yield "the metadata do not say PDF/UA-1"
    if not str(about.get("dc:title") or "").strip():
        yield "the metadata have no title"
    if not bool(pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False)):
        yield "the window would show the file's name in the place of its title"


def has_a_language(pdf: Pdf) -> Iterator[str]:
    """The document and whatever differs from it name a language that can be one (11-001 to 007)."""
    if "/Lang" not in pdf.Root:
        yield "the document has no language"
    given = [pdf.Root.get("/Lang", "en"), *(each.one["/Lang"] for each in elements(pdf) if "/Lang" in each.one)]
    yield from ("a language is not written as one" for one in given if not re.fullmatch(r"[a-z]{2,3}(-\w+)*", str(one)))


def open_to_readers(pdf: Pdf) -> Iterator[str]:
    """Nothing keeps a screen reader out (26-001, 002), and no old-style form asks to be filled (25-001)."""
    if pdf.is_encrypted and not pdf.allow.accessibility:
        yield "the file keeps screen readers out"
    if "/XFA" in pdf.Root.get("/AcroForm", Dictionary()):
        yield "the file holds a dynamic form"


# --- 09, 13, 14, 15: elements -----------------------------------------------------------------------------------------


def nested_as_they_may(pdf: Pdf) -> Iterator[str]:
    """Lists, tables and contents hold what they may hold, and their parts lie nowhere else (09-004 to 008)."""
    for each in elements(pdf):
        if each.above in HOLDS and each.kind not in HOLDS[each.above]:
            yield f"{each.kind} lies in {each.above}"
        elif each.kind in LIES_IN and each.above not in LIES_IN[each.kind]:
            yield f"{each.kind} lies in {each.above}, not in {' or '.join(sorted(LIES_IN[each.kind]))}"


def headings_in_order(pdf: Pdf) -> Iterator[str]:
    """The first heading is of the first level, and none leaves a level out (14-002, 003, 006)."""
    kinds = [each.kind for each in elements(pdf) if re.fullmatch(r"H\d?", each.kind)]
    levels = [int(kind[1:] or 0) for kind in kinds]
    if 0 in levels:
        yield "a heading has no level"
    if not levels or levels[0] != 1:
        yield "the first heading is not of the first level"
    steps = pairwise(levels)
    yield from (
        f"a heading of level {below} follows one of level {above}" for above, below in steps if below > above + 1
    )


def figures_have_words(pdf: Pdf) -> Iterator[str]:
    """Each figure and formula has words that stand for it (13-004, 17-002)."""
    pictures = (each.one for each in elements(pdf) if each.kind in {"Figure", "Formula"})
    spoken = (str(one.get("/Alt", one.get("/ActualText", ""))).strip() for one in pictures)
    yield from ("a figure has no words" for words in spoken if not words)


def heads_have_scope(pdf: Pdf) -> Iterator[str]:
    """Each head of a table says of what it is the head, and each table has heads (15-001, 003)."""
    kinds = [each for each in elements(pdf) if each.kind in {"Table", "TH"}]
    scopes = (str(attribute(each.one, "/Scope")) for each in kinds if each.kind == "TH")
    yield from ("a head has no scope" for scope in scopes if scope not in {"/Row", "/Column", "/Both"})
    followed = ((one, after.kind if after else "") for one, after in pairwise([*kinds, None]))
    yield from ("a table has no heads" for one, after in followed if one.kind == "Table" and after != "TH")


# --- 28: links --------------------------------------------------------------------------------------------------------


def links_are_tagged(pdf: Pdf) -> Iterator[str]:
    """Each link has words, lies in a link's element, and is met in reading order (28-002 to 012)."""
    tree = dict(_numbers(pdf.Root.StructTreeRoot.ParentTree))
    held = {
        (below.Obj.objgen, each.kind)
        for each in elements(pdf)
        for below in kids(each.one)
        if isinstance(below, Dictionary) and below.get("/Type") == Name.OBJR
    }
    for number, page in enumerate(pdf.pages, start=1):
        notes = list(page.get("/Annots", Array()))
        if notes and page.get("/Tabs") != Name.S:
            yield f"page {number}: its links are not met in reading order"
        for note in notes:
            yield from (f"page {number}: {fault}" for fault in _of_note(note, tree, held))


def _of_note(note: Dictionary, tree: dict, held: set) -> Iterator[str]:
    wanted = "Link" if note.Subtype == Name.Link else "Annot"
    if not str(note.get("/Contents", "")).strip():
        yield "a link has no words"
    if (note.objgen, wanted) not in held:
        yield f"what can be clicked lies in no {wanted}"
    if int(note.get("/StructParent", -1)) not in tree:
        yield "the parent tree does not know what can be clicked"


# --- 10, 31: letters --------------------------------------------------------------------------------------------------


def letters_are_known(pdf: Pdf) -> Iterator[str]:
    """Each font is embedded and says which letters its shapes are (10-001, 31-009, 31-027 to 029)."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get("/Type") == Name.Font and str(one.get("/Subtype")) not in INNER:
            yield from _of_font(one)


def _of_font(font: Dictionary) -> Iterator[str]:
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    shapes = {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", Dictionary()).keys())
    if font.get("/Subtype") != Name.Type3 and not shapes:
        yield "a font is not in the file"
    if "/ToUnicode" not in font:
        yield "a font does not say which letters its shapes are"
        return
    table = font.ToUnicode.read_bytes().decode("ascii").lower()
    letters = (line[1] for line in re.findall(r"<(\w+)>\s*<(\w+)>\s*$", table, re.MULTILINE))
    yield from ("a font calls a shape no letter at all" for letter in letters if letter in NEVER_A_LETTER)


CHECKS: Mapping[str, Callable[[Pdf], Iterator[str]]] = {
    check.__name__: check
    for check in (
        tagged_at_all,
        all_content_marked,
        known_types,
        parent_tree_complete,
        says_what_it_is,
        has_a_language,
        open_to_readers,
        nested_as_they_may,
        headings_in_order,
        figures_have_words,
        heads_have_scope,
        links_are_tagged,
        letters_are_known,
    )
}


def faults(pdf: Pdf) -> dict[str, list[str]]:
    """Return what each check finds wrong; a file without a tree is told only that."""
    if untagged := list(tagged_at_all(pdf)):
        return {"tagged_at_all": untagged}
    found = {name: list(check(pdf)) for name, check in CHECKS.items()}
    return {name: each for name, each in found.items() if each}
