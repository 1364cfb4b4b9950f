"""What the importer says, in Ukrainian: the floors below say it in English only.

An English sentence stands here as it does in the code, with names in its braces, beside the
Ukrainian one that takes the same values. Refusals of a whole file stand in refusal_words.
tests/dashboard/test_note_words.py holds every sentence of the importer against both tables.
"""

import re
from functools import cache
from typing import NamedTuple

import geodata
from dashboard.words.refusals import REFUSALS
from dashboard.words.writing import number

NOTES = {
    # The file
    "encoding {name}": "кодування {name}",
    "no line of column names: they are those of the publisher's codebook":
        "рядка з назвами стовпців немає: назви взято з кодової книги видавця",
    "cells separated by {said}": "клітинки розділено знаком {said}",
    "{name} in the zip": "файл у zip-архіві: {name}",
    "first of {n} sheets: {name}": "взято перший аркуш із кількох (усього {n}): {name}",
    "formulas without a saved value were read as empty; open the file in a spreadsheet program, "
    "save it there and import it again":
        "формули без збереженого значення прочитано як порожні; відкрийте файл у табличному "
        "редакторі, збережіть його там та імпортуйте ще раз",
    "the column names are HXL tags": "назви стовпців – це теги HXL",
    "the first row behind the column names holds HXL tags; it was used":
        "перший рядок після назв стовпців містить теги HXL; їх використано",
    # Companion files
    "{name} are in the same file ({n} rows)": "таблиця {name} є в цьому ж файлі (рядків: {n})",
    "{name} are those of {file} ({n} rows)": "таблицю {name} взято з файлу {file} (рядків: {n})",
    "{name} are those of {file}, which lies beside the file ({n} rows)":
        "таблицю {name} взято з файлу {file}, що лежить поруч (рядків: {n})",
    "{file} was not used: there are {name} already":
        "файл {file} не використано: таблиця {name} уже є",
    "no file of {name} was given or lies beside the events: {said}":
        "файлу {name} не подано, і поруч із подіями його немає: {said}",
    "{file} lies beside the file and cannot be read ({said}): {said_lacks}":
        "файл {file} лежить поруч, але його неможливо прочитати ({said}): {said_lacks}",
    "{file} lies beside the file and is none of {name}: {said}":
        "файл {file} лежить поруч, але це не таблиця {name}: {said}",
    "without {name} (--with FILE) the records lack what those hold":
        "без таблиці {name} (--with FILE) у записах бракує того, що вона містить",
    # A table of any columns
    "columns: {names}": "стовпці: {names}",
    "tags of columns that stay in raw: {names}":
        "теги стовпців, що залишаються в сирих даних: {names}",
    "no identifier: each row's is a digest of all its cells, so a changed row is a new one":
        "ідентифікатора немає: для кожного рядка це хеш усіх його клітинок, тож змінений рядок "
        "вважається новим",
    "{n} region names are no oblast or not one alone: {names}":
        "назв регіонів, які не є областю або пасують не до однієї: {n} ({names})",
    "no column says how precise the points are: each is taken for its settlement "
    "(else --map location_precision=COLUMN)":
        "жоден стовпець не каже, наскільки точні точки: кожну взято за її населений пункт (інакше "
        "вкажіть стовпець точності місця: --map location_precision=COLUMN)",
    "{n} cells of {name} hold words that the codebook lacks (first: {example}); taken as {said}":
        "клітинок стовпця {name} зі словами, яких немає в кодовій книзі: {n} (перше: {example}); "
        "узято як «{said}»",
    "{n} links are no http or https address and were left out":
        "посилань, які не є адресою http чи https і тому пропущені: {n}",
    "the updated rows have ids of an earlier table; if this is another table, undo by importing "
    "that one again, and give this one a --name":
        "оновлені рядки мають ідентифікатори попередньої таблиці; якщо це інша таблиця, поверніть "
        "усе назад, імпортувавши ту ще раз, а цій дайте власну назву (--name)",
    # Days
    "dates in {name} read day first, as no cell could decide":
        "дати у стовпці {name} прочитано як «день, місяць», бо жодна клітинка не вказує на "
        "порядок",
    "dates in {name} are day first in some cells and month first in others; read {said}, which "
    "more of them are":
        "у стовпці {name} в одних клітинках спершу стоїть день, в інших – місяць; прочитано "
        "{said}, бо таких більше",
    # Places
    "{n} rows have a place and no point: {n_points} got the point of the one place of that name, "
    "{n_raions} its raion, {n_several} names are shared by several places or not sure, {n_unknown} "
    "are not known{said}":
        "рядків із назвою місця без точки: {n}; з них дістали точку єдиного місця з такою назвою – "
        "{n_points}, лише його район – {n_raions}; назву мають кілька місць або вона непевна – "
        "{n_several}, назва невідома – {n_unknown}{said}",
    ", such as {names}": ", наприклад {names}",
    "{n} rows have no point: {n_named} taken as known to the oblast that they name, {n_others} as "
    "known to the country":
        "рядків без точки: {n}; з них із точністю до області, яку вони називають, – {n_named}, до "
        "країни – {n_others}",
    "other raions than the point's: {said}": "інші райони, ніж той, де лежить точка: {said}",
    "{id} says {raion}, its point lies in {raion_of_point}":
        "{id}: у рядку – {raion}, за точкою – {raion_of_point}",
    "{n} codes of raions and hromadas left out: finer than the row's precision, or outside the "
    "oblast or raion of the row":
        "пропущених кодів районів і громад: {n}; вони точніші, ніж сам рядок, або лежать поза його "
        "областю чи районом",
    # Single sources
    "links of {n} rows are no http or https address; left out":
        "рядків із посиланнями, які не є адресою http чи https: {n}; ці посилання пропущено",
    "{n} events repeat the id of another one and have a digest of their day and point behind it: "
    "{names}":
        "подій, що повторюють ідентифікатор іншої: {n}; до нього додано хеш дня й точки: {names}",
    "{n} events name no source": "подій без названого джерела: {n}",
    "{n} ids stand in no row of the {name}; they stay in raw":
        "ідентифікаторів, яких немає в таблиці {name}: {n}; вони залишаються в сирих даних",
    "entry is no key ({n} rows share theirs, {n_none} have none): each row's id is its entry with "
    "a digest of its link":
        "стовпець entry не є ключем (рядків з однаковим значенням: {n}, без нього: {n_none}): "
        "ідентифікатор рядка – це його entry з хешем посилання",
    "{n} rows have another day in the title than in the column date, or none there; the title's is "
    "taken and the row says so":
        "рядків, де день у назві інший, ніж у стовпці date, або там його немає: {n}; взято день "
        "із назви, і в рядку це зазначено",
    "{n} rows name another oblast or raion than their P-code (first: {names})":
        "рядків, що називають іншу область чи район, ніж їхній P-код: {n} (перший: {names})",
    "{n} rows count more destroyed or lost than launched":
        "рядків, де знищених або втрачених більше, ніж запущених: {n}",
    "{n} cells of {name} are no {said}; they stay in raw":
        "клітинок стовпця {name}, що не є {said}: {n}; вони залишаються в сирих даних",
    "{n} rows name no target; taken as known to the country":
        "рядків без названої цілі: {n}; їх узято з точністю до країни",
    "{n} rows have models that the codebook lacks (first: {example}); their type is other":
        "рядків із моделями, яких немає в кодовій книзі: {n} (перша: {example}); їхній тип – "
        "«інше»",
    "{n} rows share time, model, launch place and target with another post each; whether they tell "
    "of one wave is not known, all are kept":
        "рядків, у яких час, модель, місце запуску й ціль ті самі, що в іншому дописі: {n}; чи "
        "йдеться про ту саму хвилю, невідомо, тож збережено всі",
    "{n} rows tell of a part of Ukraine on a day of which others tell for all of it: they may "
    "count the same weapons, so add none of them up":
        "рядків про частину України за день, за який інші охоплюють усю країну: {n}; у них може "
        "бути та сама зброя, тож не підсумовуйте їх",
    "{n} rows have low, best and high out of order; their range spans all three":
        "рядків, де low, best і high стоять не за зростанням: {n}; їхній діапазон охоплює всі три",
    "no label says what happened: each row counts as an incident, type other":
        "жодна позначка не каже, що сталося: кожен рядок рахується як інцидент типу «інше»",
    "no column GEO_PRECISION: reports known to an oblast stand at a settlement in its middle and "
    "cannot be told from others, so each row is known to its oblast only":
        "стовпця GEO_PRECISION немає: повідомлення з точністю до області стоять у населеному "
        "пункті посеред неї, і від інших їх не відрізнити, тож для кожного рядка відома лише "
        "область",
    "{n} reports have no labels, and {n_twice} labels stand behind others of the same report and "
    "were not used":
        "повідомлень без позначок: {n}; позначок, які йдуть після інших того самого повідомлення "
        "і тому не використані: {n_twice}",
}  # fmt: skip
"""Note of an import -> its Ukrainian.

A field called n or n_... is a number, one called raion... the English name of a raion; one called
said... holds a sentence or a word that is itself here, or several sentences parted by semicolons.
"""

WORDS = {
    "tab": "табуляції",
    "day first": "«день, місяць»",
    "month first": "«місяць, день»",
    "whole number": "цілим числом",
    "list or dictionary": "списком чи словником",
    "nothing": "нічого",
    "not stated": "не вказано",
    "other": "інше",
    "unknown": "невідомо",
    "reported": "повідомлено",
    "day": "день",
    "settlement": "населений пункт",
}
"""Words that the importer puts into a sentence -> their Ukrainian."""


class Said(NamedTuple):
    """A sentence of the importer and the language that it is in."""

    text: str
    language: str


def said(sentence: str, language: str) -> Said:
    """`sentence` in the reader's language; in English where it is in no table."""
    known = ukrainian(sentence) if language == "uk" else None
    return Said(known, "uk") if known else Said(sentence, "en")


def ukrainian(sentence: str) -> str | None:
    """`sentence` in Ukrainian with the same values; None for one that is in no table."""
    for pattern, told in _patterns():
        if found := pattern.fullmatch(sentence):
            values = found.groupdict()
            return told.format(**{name: _value(name, text) for name, text in values.items()})
    return None


def pattern_of(english: str) -> re.Pattern[str]:
    """What a sentence of the tables looks like when the importer has filled its braces."""
    parts = re.split(r"\{(\w+)\}", english)
    for at in range(0, len(parts), 2):
        parts[at] = re.escape(parts[at])
    for at in range(1, len(parts), 2):
        number_or_text = r"-?\d[\d,.]*" if _is_number(parts[at]) else ".*"
        parts[at] = f"(?P<{parts[at]}>{number_or_text})"
    return re.compile("".join(parts), re.DOTALL)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The one that says most itself comes first, since another may fit into its braces."""
    table = NOTES | REFUSALS
    most = sorted(table, key=lambda english: -len(re.sub(r"\{\w+\}", "", english)))
    return [(pattern_of(english), table[english]) for english in most]


def _value(name: str, text: str) -> str:
    if _is_number(name):
        plain = text.replace(",", "")
        return plain.replace(".", ",") if "." in plain else number(int(plain), "uk")
    if name.startswith("said"):
        parts = [ukrainian(part) for part in text.split("; ")]
        whole = WORDS.get(text) or ukrainian(text) or text
        return "; ".join(part for part in parts if part) if all(parts) else whole
    if name.startswith("raion"):
        return _raions().get(text, text)
    # A file in a zip is called "NAME in PATH"; a path of an upload is ours and has no space.
    return re.sub(r" in (?=\S+$)", " у ", text) if name == "path" else text


@cache
def _raions() -> dict[str, str]:
    """English name -> Ukrainian one; each name is of one raion."""
    units = geodata.units(2)
    return dict(zip(units["name_en"], units["name_uk"], strict=True))


def _is_number(name: str) -> bool:
    return name == "n" or name.startswith("n_")
