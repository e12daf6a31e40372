"""Rosters and glossaries: as people keep them, and as somebody with bad intent may send them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mintobrief.domain import Attendee, Term
from mintobrief.domain.compound import Body, Compound, tidied
from mintobrief.errors import BadList, FileGone, IsFolder, TooLarge, UnreadableFile
from mintobrief.export.lists import lists_as_workbook
from mintobrief.ingest.lists import ListKind, Lists, read_lists

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def book(path: Path, **sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def raw_book(path: Path, sheet: str, strings: str = "") -> Path:
    """A workbook with one sheet whose XML is given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_NS}" xmlns:r="{_RELS}"><sheets>'
            '<sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        package.writestr("xl/worksheets/sheet1.xml", sheet)
        if strings:
            package.writestr("xl/sharedStrings.xml", strings)
    return path


def sheet_of(rows: str) -> str:
    return f'<worksheet xmlns="{_NS}"><sheetData>{rows}</sheetData></worksheet>'


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def text_file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_are_known_by_their_headings_wherever_they_stand(tmp_path: Path) -> None:
    """A title above, a number before each row, the unit before the post."""
    rows: list[list[object]] = [
        ["阳光花园参会人员名册"],
        ["序号", "工作单位", "姓名（必填）", "职务", "电话"],
        [1, "居委会", "王　芳", "书记", 13800138000],
        [2, "物业公司", "李明", None, None],
        [None, None, None, None, None],
    ]
    found = read_lists(book(tmp_path / "名册.xlsx", Sheet1=rows))
    assert found.people == (
        Attendee("王　芳", "书记", "居委会"),
        Attendee("李明", None, "物业公司"),
    )
    assert tidied(Compound("c", "阳光花园", found.people)).people[0].name == "王芳"


def test_a_workbook_may_hold_all_lists(tmp_path: Path) -> None:
    found = read_lists(
        book(
            tmp_path / "a.xlsx",
            名册=[["姓名", "职务"], ["王芳", "书记"]],
            词表=[["词", "听错的写法"], ["业委会", "叶伟会、夜尾会"]],
            单位=[["单位名称", "简称"], ["阳光物业服务有限公司", "阳光物业"]],
            小区=[["项目", "内容"], ["开会地点", "居委会二楼"], ["发布单位", "阳光社区居委会"]],
        )
    )
    assert found == Lists(
        (Attendee("王芳", "书记"),),
        (Body("阳光物业服务有限公司", ("阳光物业",)),),
        (Term("业委会", ("叶伟会", "夜尾会")),),
        "居委会二楼",
        "阳光社区居委会",
    )


@pytest.mark.parametrize("called", ["发布单位", "发文单位"])
def test_a_workbook_of_an_earlier_version_is_read_as_well(tmp_path: Path, called: str) -> None:
    path = book(tmp_path / "a.xlsx", 小区=[["项目", "内容"], [called, "阳光社区居委会"]])
    assert read_lists(path).issuer == "阳光社区居委会"


def test_what_has_no_headings_is_known_by_the_sheet_or_by_who_asks(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", 词表=[["业委会", "叶伟会", "夜尾会"]], Sheet1=[["王芳", "书记"]]
    )
    found = read_lists(path, ListKind.PEOPLE)
    assert found.terms == (Term("业委会", ("叶伟会", "夜尾会")),)
    assert found.people == (Attendee("王芳", "书记"),)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "姓名,职务,单位\n王芳,书记,居委会\n"),
        ("a.csv", '姓名,职务,单位\n王芳,"书记",居委会\n'),
        ("a.txt", "王芳，书记，居委会\n"),
        ("a.txt", "姓名\t单位\t职务\n王芳\t居委会\t书记\n"),
    ],
)
def test_text_is_read_as_well(tmp_path: Path, name: str, text: str) -> None:
    found = read_lists(text_file(tmp_path / name, text), ListKind.PEOPLE)
    assert found.people == (Attendee("王芳", "书记", "居委会"),)


def test_text_in_the_encoding_of_old_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes("姓名,职务,单位\n王芳,书记,居委会\n".encode("gb18030"))
    assert read_lists(path).people == (Attendee("王芳", "书记", "居委会"),)


def test_a_formula_is_what_it_came_to_and_text_that_looks_like_one_is_text(
    tmp_path: Path,
) -> None:
    rows = (
        f"<row>{cell('A1', '姓名')}{cell('B1', '职务')}</row>"
        '<row><c r="A2" t="str"><f>CONCATENATE("王","芳")</f><v>王芳</v></c>'
        '<c r="B2"><f>HYPERLINK("http://evil.example/")</f></c></row>'
        f"<row>{cell('A3', '=cmd|calc')}</row>"
        '<row><c r="A4" t="e"><v>#REF!</v></c></row>'
    )
    found = read_lists(raw_book(tmp_path / "a.xlsx", sheet_of(rows)))
    assert found.people == (Attendee("王芳"), Attendee("=cmd|calc"))


def test_what_is_exported_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(lists_as_workbook(Compound("c", "x", (Attendee("=1+1", "@SUM(A1)"),))))
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert read_lists(path).people == (Attendee("=1+1", "@SUM(A1)"),)


_WORD = st.text("王芳李明=+-@'\"<&>Aa1（", min_size=1, max_size=8)


@given(
    st.lists(st.builds(Attendee, _WORD, st.none() | _WORD, st.none() | _WORD), min_size=1),
    st.lists(st.builds(Term, _WORD, st.lists(_WORD).map(tuple))),
    st.lists(st.builds(Body, _WORD, st.lists(_WORD).map(tuple))),
)
def test_what_is_exported_can_be_read_back(
    people: list[Attendee], terms: list[Term], bodies: list[Body]
) -> None:
    """Whatever is in the cells: the workbook is the template for a large roster."""
    made = Compound("c", "阳光花园", tuple(people), tuple(bodies), tuple(terms), "二楼", None)
    compound = tidied(made)
    found = _read(lists_as_workbook(compound))
    again = replace(compound, people=found.people, terms=found.terms, bodies=found.bodies)
    assert tidied(again) == compound
    assert found.place == "二楼"


def _read(content: bytes) -> Lists:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(content)
        return read_lists(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """Eight kilobytes that unfold into as many megabytes."""
    bomb = sheet_of("<row><c/></row>" * 2_000_000)
    with pytest.raises(TooLarge):
        read_lists(raw_book(tmp_path / "a.xlsx", bomb))


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    laughs = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 12)
    )
    sheet = (
        f'<!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY e SYSTEM "file:///etc/passwd">{laughs}]>'
        + sheet_of(f"<row>{cell('A1', '姓名')}</row><row>{cell('A2', '&l11;&e;王芳')}</row>")
    )
    path = raw_book(tmp_path / "a.xlsx", sheet)
    try:
        people = read_lists(path).people
    except (UnreadableFile, BadList):
        return
    assert all(len(person.name) < 10 and "root" not in person.name for person in people)


def test_rows_and_columns_far_away_take_no_room(tmp_path: Path) -> None:
    rows = (
        f"<row>{cell('A1', '姓名')}{cell('XFD1', '职务')}</row>"
        f'<row r="1048576">{cell("A1048576", "王芳")}{cell("XFD1048576", "书记")}</row>'
    )
    found = read_lists(raw_book(tmp_path / "a.xlsx", sheet_of(rows)))
    assert found.people == (Attendee("王芳"),)


@pytest.mark.parametrize("strings", ["", f'<sst xmlns="{_NS}"><si><t>姓名</t></si></sst>'])
def test_cells_that_point_nowhere_are_empty(tmp_path: Path, strings: str) -> None:
    rows = "<row>" + '<c r="A1" t="s"><v>99</v></c><c r="B1" t="s"><v>-1</v></c>' + "</row>"
    with pytest.raises(BadList):
        read_lists(raw_book(tmp_path / "a.xlsx", sheet_of(rows), strings))


def test_broken_workbooks_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_lists(raw_book(tmp_path / "a.xlsx", "<worksheet><row>"))
    whole = lists_as_workbook(Compound("c", "x", (Attendee("王芳"),)))
    cut = tmp_path / "b.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadList):
        read_lists(cut)


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_what_is_no_list_is_told_of_with_advice(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(BadList):
        read_lists(path)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 2_000_000)
    with pytest.raises(TooLarge):
        read_lists(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileGone):
        read_lists(tmp_path / "none.xlsx")
    with pytest.raises(IsFolder):
        read_lists(tmp_path)


def test_an_empty_template_says_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(lists_as_workbook(Compound("c", "阳光花园")))
    with pytest.raises(BadList, match="列名"):
        read_lists(path)


def test_a_hidden_sheet_is_not_read() -> None:
    made = Workbook()
    made.worksheets[0].append(["姓名"])
    made.worksheets[0].append(["王芳"])
    hidden = made.create_sheet("旧名册")
    hidden.append(["姓名"])
    hidden.append(["李明"])
    hidden.sheet_state = "hidden"
    file = BytesIO()
    made.save(file)
    assert _read(file.getvalue()).people == (Attendee("王芳"),)
