"""A case file keeps what it was given, whatever happens to the process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from sayso.ids import identifier
from sayso.model import Anchor, Block, Comparison, Failure, Judgement, Link, Page, Reading
from sayso.store import CaseUnreadable, DuckStore


def page(location: str, text: str) -> Page:
    return Page(id=identifier("p", location, text), location=location, text=text)


def reading(of: Page) -> Reading:
    return Reading(page=of.id, blocks=(Block(0, len(of.text), "body", "en"),))


def put(store: DuckStore, location: str, text: str, reader: str = "r1") -> Page:
    one = page(location, text)
    store.put(one, reading(one), reader)
    return one


def test_what_comes_out_is_what_went_in(tmp_path: Path) -> None:
    odd = "one\r\ntwo\x00\u202e three \U0001f600\u0301"
    with_odd = put(store := DuckStore(tmp_path / "a.duckdb"), "odd.txt", odd)
    store.close()
    ((back, read),) = DuckStore(tmp_path / "a.duckdb", write=False).read()
    assert (back, read) == (with_odd, reading(with_odd))


def test_the_same_page_twice_is_one_and_a_changed_page_is_a_new_version() -> None:
    store = DuckStore()
    put(store, "a.txt", "first")
    put(store, "a.txt", "first")
    assert [p.text for p, _ in store.read()] == ["first"]
    put(store, "a.txt", "second")
    assert [p.text for p, _ in store.read()] == ["second"]
    assert [p.text for p in store.versions("a.txt")] == ["first", "second"]
    put(store, "a.txt", "first")  # it was changed back
    assert [p.text for p, _ in store.read()] == ["first"]


def test_a_page_counts_as_known_only_for_the_reader_that_read_it() -> None:
    store = DuckStore()
    one = put(store, "a.txt", "text", reader="r1")
    assert store.has(one.id, "r1")
    assert not store.has(one.id, "r2")


def test_the_key_does_not_depend_on_the_order_of_putting() -> None:
    forth, back = DuckStore(), DuckStore()
    for name in "abc":
        put(forth, name, name)
    for name in "cba":
        put(back, name, name)
    assert forth.key() == back.key()
    put(back, "d", "d")
    assert forth.key() != back.key()


def test_one_comparison_is_kept_for_the_pages_it_was_made_from() -> None:
    store = DuckStore()
    found = Comparison(links=(Link("a", "b", "same", 0.5, "because"),))
    store.keep_comparison("k1", found)
    assert store.comparison("k1") == found
    store.keep_comparison("k2", Comparison())
    assert store.comparison("k1") is None


def test_a_failure_is_forgotten_when_its_page_could_be_read() -> None:
    store = DuckStore()
    store.fail(Failure("a.txt", "empty"))
    store.fail(Failure("b\udcff.txt", "not text"))  # a file name that is not UTF-8
    assert [f.location for f in store.failures()] == ["a.txt", "b\udcff.txt"]
    put(store, "a.txt", "now it has text")
    assert [f.location for f in store.failures()] == ["b\udcff.txt"]


WRITER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from test_store import put
from sayso.store import DuckStore
store = DuckStore(Path({case!r}))
for n in range(10_000):
    print(put(store, f"{{n}}.txt", "text " * 500 + str(n)).id, flush=True)
"""


def test_kill_9_leaves_a_case_that_opens_with_every_finished_page(tmp_path: Path) -> None:
    case = tmp_path / "killed.duckdb"
    code = WRITER.format(tests=str(Path(__file__).parent), case=str(case))
    writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    finished = [writer.stdout.readline().strip() for _ in range(40)]
    os.kill(writer.pid, signal.SIGKILL)
    finished += writer.stdout.read().split()[:-1]
    writer.wait()
    kept = {p.id for p, _ in DuckStore(case).read()}
    assert set(finished) <= kept


def test_a_file_that_is_not_a_case_is_refused_with_its_name(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database " * 100)
    other = tmp_path / "other.duckdb"
    duckdb.connect(str(other)).execute("CREATE TABLE t (i INTEGER)").close()
    for path, reason in (
        (text, "not a DuckDB file"),
        (other, "not a sayso case"),
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "such.duckdb", "folder does not exist"),
    ):
        with pytest.raises(CaseUnreadable, match=reason) as error:
            DuckStore(path)
        assert path.name in str(error.value)
    with pytest.raises(CaseUnreadable, match="no such case"):
        DuckStore(tmp_path / "missing.duckdb", write=False)


def test_a_case_that_another_process_writes_is_refused(tmp_path: Path) -> None:
    case = tmp_path / "busy.duckdb"
    code = (
        "from pathlib import Path; from sayso.store import DuckStore\n"
        f"store = DuckStore(Path({str(case)!r})); print(1, flush=True); input()"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    other.stdout.readline()
    try:
        with pytest.raises(CaseUnreadable, match="another process"):
            DuckStore(case)
    finally:
        other.communicate("\n")


def test_a_judgement_is_kept_in_order_and_can_be_taken_back() -> None:
    store = DuckStore()
    key = store.key()
    first, second = (
        Judgement(f"j{n}", "misread", (Anchor("p1", 0, 5, "words"),), by="ada", at="2021-11-07T10:00:00Z")
        for n in (2, 1)
    )
    store.judge(first)
    store.judge(second)
    assert store.judgements() == [first, second]
    assert store.key() != key
    assert store.unjudge("j1")
    assert not store.unjudge("j1")
    assert store.judgements() == [first]


def test_what_comparing_goes_on_from_is_kept(tmp_path: Path) -> None:
    store = DuckStore(tmp_path / "a.duckdb")
    assert store.recall("verdicts") is None
    store.remember("verdicts", b"one")
    store.remember("verdicts", b"two")
    store.close()
    only_read = DuckStore(tmp_path / "a.duckdb", write=False)
    only_read.remember("verdicts", b"three")  # quietly not kept
    assert only_read.recall("verdicts") == b"two"


def test_a_case_of_before_there_was_a_memory_opens(tmp_path: Path) -> None:
    DuckStore(tmp_path / "a.duckdb").close()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as db:
        db.execute("DROP TABLE memory")
    only_read = DuckStore(tmp_path / "a.duckdb", write=False)
    assert only_read.recall("verdicts") is None
    only_read.close()
    store = DuckStore(tmp_path / "a.duckdb")
    store.remember("verdicts", b"one")
    assert store.recall("verdicts") == b"one"
