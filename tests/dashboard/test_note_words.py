"""No sentence of the importer that stands in a Ukrainian page is English."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from dashboard.upload.kept import Options, Upload, try_out, uploaded
from dashboard.upload.report import fault_html, notes_html
from dashboard.words.notes import NOTES, WORDS, Said, pattern_of, said, ukrainian
from dashboard.words.refusals import REFUSALS
from events import UnknownColumns, Unreadable
from events.sources import NO_INCIDENTS
from tests.dashboard.conftest import ROOT

OTHERS = ("connectors", "takeaway")
"""Floors of events whose notes are those of a fetch or of a package, which no page shows."""

COMMANDS = "commands"
"""The package whose refusals are of what was typed into a command line, which has no Ukrainian."""

IN_TABLE = re.compile(r"\{\w+\}")


def sources() -> dict[Path, ast.Module]:
    """The modules of the importer."""
    files = [f for f in (ROOT / "events").rglob("*.py") if not {*f.parts} & {*OTHERS}]
    return {file: ast.parse(file.read_text()) for file in sorted(files)}


def template(node: ast.expr) -> str | None:
    """A text with {} for what it puts in; None for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        values = [v.value if isinstance(v, ast.Constant) else "{}" for v in node.values]
        return "".join(values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = template(node.left), template(node.right)
        return None if left is right is None else (left or "{}") + (right or "{}")
    return None


def put_in(node: ast.expr, function: ast.AST) -> set[str]:
    """Sentences and words that a text puts into itself: said on the spot or given a name before."""
    found = set()
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    for each in ast.walk(function):
        if isinstance(each, ast.Assign) and {getattr(t, "id", "") for t in each.targets} & names:
            inner = [n for n in ast.walk(each.value) if isinstance(n, ast.JoinedStr)]
            found |= {t for t in map(template, inner) if len(re.findall("[a-z]", t)) > 5}
    for each in ast.walk(node):
        chosen = each.values if isinstance(each, ast.BoolOp) else ()
        chosen = (each.body, each.orelse) if isinstance(each, ast.IfExp) else chosen
        found |= {c.value for c in chosen if isinstance(c, ast.Constant) and len(str(c.value)) > 2}
    return found


def returned(name: str, module: ast.Module) -> set[str]:
    """The texts that a function of the module answers."""
    answers = [
        node.value
        for function in module.body
        if isinstance(function, ast.FunctionDef) and function.name == name
        for node in ast.walk(function)
        if isinstance(node, ast.Return)
    ]
    return {text for text in map(template, answers) if text}


def called(node: ast.Call) -> str:
    return ast.unparse(node.func)


def sentences_of(node: ast.AST, function: ast.AST, module: ast.Module) -> set[str] | None:
    """The texts of a note or a refusal that is made at this node; None where none is made."""
    if isinstance(node, ast.AugAssign) and ast.unparse(node.target).endswith("notes"):
        return {
            t for n in ast.walk(node.value) if isinstance(n, ast.JoinedStr) and (t := template(n))
        }
    if not isinstance(node, ast.Call):
        return None
    is_note = called(node).endswith("notes.append")
    if not is_note and called(node) not in ("Unreadable", "UnknownColumns"):
        return None
    (argument,) = node.args
    if text := template(argument):
        return {text} | put_in(argument, function)
    if isinstance(argument, ast.Call):
        return returned(called(argument), module)
    name = ast.unparse(argument)
    # `inside` is a refusal of the file in a zip, with its name put in: one of the others.
    return {"sentence": {text for _, text in NO_INCIDENTS}, "inside": {"{} in {}"}}[name]


@cache
def said_by_the_importer() -> frozenset[str]:
    found: set[str] = set()
    for file, module in sources().items():
        if file.parent.name == COMMANDS:
            continue
        for function in ast.walk(module):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                texts = sentences_of(node, function, module)
                assert texts != set(), f"{file.name}:{node.lineno} says what this test cannot read"
                found |= texts or set()
            if function.name == "notes":
                kept = [n for n in ast.walk(function) if isinstance(n, ast.List | ast.Call)]
                inner = [
                    e for n in kept for e in getattr(n, "elts", None) or getattr(n, "args", [])
                ]
                found |= {t for t in map(template, inner) if t and len(t) > 2}
                found |= {w for e in inner for w in put_in(e, ast.Module([], []))}
    return frozenset(found - {"{} in {}"})


def plain(english: str) -> str:
    return IN_TABLE.sub("{}", english)


def test_every_sentence_of_the_importer_has_a_ukrainian_form():
    found = said_by_the_importer()
    assert len(found) > 80, "the sources say less than they did: is this test blind?"
    known = {plain(english) for english in (*NOTES, *REFUSALS)} | set(WORDS)
    assert sorted(found - known) == []


def test_no_sentence_is_kept_that_the_importer_no_longer_says():
    found = said_by_the_importer()
    assert sorted(e for e in (*NOTES, *REFUSALS) if plain(e) not in found) == []


@pytest.mark.parametrize("english", [*NOTES, *REFUSALS])
def test_a_sentence_keeps_what_was_put_in(english):
    ukrainian_form = (NOTES | REFUSALS)[english]
    fields = re.findall(r"\{(\w+)\}", english)
    dropped = {"plural"}  # the s of English columns
    assert set(re.findall(r"\{(\w+)\}", ukrainian_form)) == set(fields) - dropped
    values = {
        name: str(41 + at) if re.fullmatch("n(_.*)?", name) else f"Ї{at}"
        for at, name in enumerate(fields)
    }
    told = ukrainian(english.format(**values))
    assert told == ukrainian_form.format(**values)
    assert re.search("[а-яіїєґ]", told)


def test_no_sentence_is_taken_for_another():
    for english in (*NOTES, *REFUSALS):
        longer = [
            other
            for other in (*NOTES, *REFUSALS)
            if other != english
            and pattern_of(english).fullmatch(re.sub(r"\{n(_\w+)?\}", "7", other))
            and len(IN_TABLE.sub("", other)) <= len(IN_TABLE.sub("", english))
        ]
        assert longer == []


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("12345 links are no http or https address and were left out",
         "посилань, які не є адресою http чи https і тому пропущені: 12\xa0345"),
        ("cells separated by ;", "клітинки розділено знаком ;"),
        ("cells separated by tab", "клітинки розділено знаком табуляції"),
        ("3 cells of launched are no whole number; they stay in raw",
         "клітинок стовпця launched, що не є цілим числом: 3; вони залишаються в сирих даних"),
        ("3 cells of ways are no list or dictionary; they stay in raw",
         "клітинок стовпця ways, що не є списком чи словником: 3; вони залишаються в сирих даних"),
        ("other raions than the point's: a says Iziumskyi raion, its point lies in Chuhuivskyi "
         "raion; b says Nowhere, its point lies in Iziumskyi raion",
         "інші райони, ніж той, де лежить точка: a: у рядку – Ізюмський район, за точкою – "
         "Чугуївський район; b: у рядку – Nowhere, за точкою – Ізюмський район"),
        ("a.csv lies beside the file and cannot be read (/x/a.csv is empty (0 bytes). Nothing was "
         "imported.): without labels (--with FILE) the records lack what those hold",
         "файл a.csv лежить поруч, але його неможливо прочитати (Файл /x/a.csv порожній (0 "
         "байтів). Нічого не імпортовано.): без таблиці labels (--with FILE) у записах бракує "
         "того, що вона містить"),
        ("losses in May.csv in /tmp/upload-1 is larger than 512 MB. Convert it to CSV or Parquet.",
         "Файл losses in May.csv у /tmp/upload-1 більший за 512 МБ. Перетворіть його на CSV або "
         "Parquet."),
        ("/tmp/x has 4.5 GB; the limit is 4 GB. Split it.",
         "Файл /tmp/x має 4,5 ГБ; межа – 4 ГБ. Поділіть його."),
    ],
)  # fmt: skip
def test_numbers_and_sentences_within_sentences_are_ukrainian_too(english, told):
    assert said(english, "uk") == Said(told, "uk")
    assert said(english, "en") == Said(english, "en")


def test_the_notes_of_an_import_are_ukrainian_and_name_the_reader_s_file():
    rows = "date;place;lat;lon;url\n01.02.2024;Київ;50.45;30.52;ftp://x\n".encode("cp1251")
    found = try_out(Upload(uploaded("a.csv", rows)), Options()).prepared
    assert len(found.notes) > 4
    assert [said(note, "uk").language for note in found.notes] == ["uk"] * len(found.notes)
    assert "<span" not in notes_html([said(note, "uk") for note in found.notes], "uk")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04", b"{", b"<html>", b"\0\1\2"])
def test_a_refusal_is_ukrainian(content):
    with pytest.raises((Unreadable, UnknownColumns)) as fault:
        try_out(Upload(uploaded("a.csv", content)), Options())
    assert said(str(fault.value), "uk").language == "uk"


def test_a_sentence_that_is_not_known_stays_as_it_is_and_is_marked():
    html = notes_html([said("something <new> in it", "uk")], "uk")
    assert '<span lang="en">something &lt;new&gt; in it</span>' in html
    assert "<span" not in notes_html([said("something new", "en")], "en")
    assert '<span lang="en">No room.</span>' in fault_html("Ні", said("No room.", "uk"), "uk")
