"""The codebook: a meaning for every column of every export, from the record's docstring."""

from events import WORDS, header
from events.takeaway.codebook import codebook


def test_every_column_has_a_meaning_and_every_word_is_listed():
    rows = {row["column"]: row for row in codebook().to_pylist()}
    assert tuple(rows) == header()
    assert all(row["meaning"] and row["type"] for row in rows.values())
    for column, words in WORDS.items():
        assert rows[column]["words"] == "; ".join(words)


def test_types_and_nulls_are_those_of_the_record():
    rows = {row["column"]: row for row in codebook().to_pylist()}
    assert (rows["date_start"]["type"], rows["date_start"]["may_be_null"]) == ("day", False)
    assert (rows["killed_min"]["type"], rows["killed_min"]["may_be_null"]) == ("whole number", True)
    assert rows["killed_min"]["meaning"].startswith("Persons. The range over")
    assert "`" not in "".join(row["meaning"] for row in rows.values())
