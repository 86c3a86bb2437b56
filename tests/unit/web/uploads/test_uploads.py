"""Files that people send."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from hypothesis import given
from hypothesis import strategies as st

from joinedup.errors import InputRefused
from joinedup.web.uploads import DATA, DOCUMENTS, FILES, Limits, UploadsField, accepted, safe_name

pytestmark = pytest.mark.unit

CSV = b"Child,Started\n1,01/04/2026\n"


def sent(name: str, content: bytes) -> UploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def workbook() -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        book.add_worksheet().write(0, 0, "Child")
    return held.getvalue()


def refusal(name: str, content: bytes, limits: Limits = DATA) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        accepted([sent(name, content)], limits)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("census.csv", CSV),
        ("census.CSV", b"\xef\xbb\xbf" + CSV),
        ("census.csv", CSV.decode().encode("utf-16")),
        ("census.csv", "Café,£\n".encode("cp1252")),
        ("census.xlsx", workbook()),
        ("census.xml", b"<?xml version='1.0'?><Message><Header/></Message>"),
        ("census.xml", "<?xml version='1.0' encoding='windows-1252'?><Message n='é'/>".encode("cp1252")),
        ("census.zip", zipped(**{"a/census.csv": CSV})),
        ("census.parquet", b"PAR1" + bytes(40)),
        ("census.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40)),
    ],
)
def test_what_a_return_comes_in_is_taken(name: str, content: bytes) -> None:
    [upload] = accepted([sent(name, content)], DATA)
    assert (upload.name, upload.size) == (name.lower(), len(content))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("census.exe", b"MZ", "must be one of these: CSV"),
        ("census", CSV, "must be one of these"),
        ("census.csv.exe", CSV, "must be one of these"),
        ("census.csv", b"", "is empty"),
        ("census.csv", b"MZ\x90\x00\x03", "is not text"),
        ("census.csv", workbook(), "is not text"),
        ("census.csv", b"Child\n" * 20_000 + b"\x00", "is not text"),
        ("census.csv", b"<html><script>alert(1)</script>", "is a web page"),
        ("census.xlsx", CSV, "is damaged, locked"),
        ("census.xlsx", zipped(**{"word/document.xml": b"x"}), "does not hold what its name says"),
        ("census.xlsx", zipped(**{"xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}), "holds macros"),
        ("census.xls", workbook(), "does not hold what its name says"),
        ("census.zip", zipped(**{"../census.csv": CSV}), "outside its folder"),
        ("census.zip", zipped(**{"a/..\\..\\census.csv": CSV}), "outside its folder"),
        ("census.zip", zipped(**{"/census.csv": CSV}), "outside its folder"),
        ("census.zip", zipped(**{"C:census.csv": CSV}), "outside its folder"),
        ("census.zip", zipped(**{"inner.zip": zipped(**{"a.csv": CSV})}), "archive inside"),
        ("census.zip", b"PK\x03\x04" + bytes(100), "is damaged"),
        ("census.zip", zipped(**{"a.csv": CSV * 100})[:-30], "is damaged"),
        ("census.xml", b"<a><b></a>", "is not readable XML"),
        ("census.xml", b"not xml", "is not readable XML"),
        ("census.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares a document type"),
        (
            "census.xml",
            b"<!--" + b" " * 100_000 + b"--><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "declares",
        ),
        ("census.xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is a web page or a picture"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, content: bytes, says: str) -> None:
    assert says in refusal(name, content)


def test_a_file_that_unpacks_to_too_much_is_refused_whatever_it_says_of_itself() -> None:
    limits = Limits((".zip",), most_unpacked=1_000_000)
    bomb = zipped(**{"a.csv": bytes(2_000_000)})
    assert len(bomb) < 10_000
    assert "unpacks to far more" in refusal("bomb.zip", bomb, limits)
    honest = (2_000_000).to_bytes(4, "little")
    assert honest in bomb
    lying = bomb.replace(honest, (10).to_bytes(4, "little"))
    assert refusal("bomb.zip", lying, limits)


def test_an_archive_locked_with_a_password_is_refused() -> None:
    packed = bytearray(zipped(**{"a.csv": CSV}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        packed[packed.index(mark) + (6 if mark == b"PK\x03\x04" else 8)] |= 1
    assert "locked with a password" in refusal("a.zip", bytes(packed))


def test_a_file_that_is_too_large_is_refused() -> None:
    limits = Limits((".csv",), most_bytes=1_000_000)
    assert "must be smaller than 1 MB" in refusal("a.csv", b"a" * 1_000_001, limits)


def test_too_many_files_are_refused_and_so_is_the_same_name_twice() -> None:
    limits = Limits((".csv",), most_files=2)
    with pytest.raises(forms.ValidationError, match="no more than 2 files"):
        accepted([sent(f"{at}.csv", CSV) for at in range(3)], limits)
    with pytest.raises(forms.ValidationError, match=r"a\.csv is there twice"):
        accepted([sent("a.csv", CSV), sent("A.CSV", CSV), sent("a.csv", CSV)], DATA)


def test_every_fault_of_a_sending_is_told_at_once() -> None:
    with pytest.raises(forms.ValidationError) as refused:
        accepted([sent("a.exe", b"MZ"), sent("b.csv", CSV), sent("c.csv", b"")], DATA)
    assert len(refused.value.messages) == 2


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\me\\Census 2026.CSV", "Census 2026.csv"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("....", "file"),
        ("con.csv", "_con.csv"),
        ("LPT1.txt.csv", "_LPT1.txt.csv"),
        ("a\x00b\r\nc.csv", "a_b_c.csv"),
        ("<script>.csv", "_script_.csv"),
        ("ａ．ｃｓｖ", "a.csv"),
        ("été & co.csv", "été _ co.csv"),
    ],
)
def test_a_name_becomes_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    made = safe_name(name)
    assert made and len(made) <= 130
    assert Path("folder", made).parent == Path("folder")
    assert not made.startswith(".") and not set(made) & set('/\\:*?"<>|\x00\n\r')
    assert safe_name(made) == made


def test_a_file_is_kept_whole_for_its_owner_alone_and_replaces_none_unasked(tmp_path: Path) -> None:
    [upload] = accepted([sent("a.csv", CSV)], DATA)
    kept = upload.keep_in(tmp_path)
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (CSV, 0o600)
    [other] = accepted([sent("a.csv", CSV + CSV)], DATA)
    with pytest.raises(InputRefused, match="already"):
        other.keep_in(tmp_path)
    assert kept.read_bytes() == CSV
    assert other.keep_in(tmp_path, is_replacing=True).read_bytes() == CSV + CSV
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_the_field_of_a_form_takes_several_files_and_says_what_is_wrong() -> None:
    class Form(forms.Form):
        files = UploadsField(DATA, label="Files")

    assert "multiple" in str(Form()["files"])
    assert Form({}, {}).errors["files"] == ["Choose a file"]
    good = Form({}, {"files": [sent("a.csv", CSV), sent("b.csv", CSV)]})  # type: ignore[dict-item]
    assert good.is_valid()
    assert [one.name for one in good.cleaned_data["files"]] == ["a.csv", "b.csv"]


def test_limits_say_what_they_are() -> None:
    assert FILES.says == "Up to 20 files of YAML, YML, each no larger than 1 MB."
    assert ".exe" not in {*DATA.suffixes, *DOCUMENTS.suffixes}
