"""What a terminal shows of a data package."""

from __future__ import annotations

import json
import shutil

import pytest

import broadsheet
from broadsheet.cli import main
from broadsheet.issues import Issue, Report
from broadsheet.reports import as_text

WHOLE = """\
bad/datapackage.json: /keywords: keywords is a list of at least 1; correct the property  [B502]
resource ports, field depth: type-error  [B640]
  bad/data/ports.csv:2: "deep" is not a number
      AA | Old harbour | deep
                         ^^^^
  and 2 more like this
  → write a value of the type number, or change the type of the field
resource ports, field depth: constraint-error  [B642]
  bad/data/ports.csv:3: "-1" is below the minimum 0
      BB | 港口 | -1
                  ^^
  → correct the value, or change minimum
resource ports, field code: primary-key  [B651]
  bad/data/ports.csv:4: The primary key "AA" stands already in row 2.
      AA | New harbour | 7
      ^^
  → keep one of the rows, or correct the key
resource ports, field name: constraint-error  [B641]
  bad/data/ports.csv:5: The value is missing, and the field is required.
      DD |  | x
           ^
  → fill the cell in, or drop the constraint required
1 resource, 6 rows checked: 5 errors and 2 more like them"""


NUMBERS = """\
bad/datapackage.json: 1 issue of this rule, not shown  [B502]
resource ports, field name: constraint-error  [B641]
  1 issue of this rule, not shown
resource ports, field depth: type-error  [B640]
  3 issues of this rule, not shown
resource ports, field depth: constraint-error  [B642]
  1 issue of this rule, not shown
resource ports, field code: primary-key  [B651]
  1 issue of this rule, not shown
1 resource, 6 rows checked: 7 issues"""


def test_issues_of_a_table_are_grouped_and_their_rows_are_shown(bad):
    """Each kind stands once, with rows, marks under the cells, and how many more there are."""
    assert as_text(broadsheet.validate(bad, limit=1)) == WHOLE


def test_each_of_several_packages_shows_its_own_rows(bad, tmp_path):
    """Also where their resources have the same names, and one lies inside the other."""
    inner = bad / "inner"
    shutil.copytree(bad, tmp_path / "copy")
    (tmp_path / "copy").rename(inner)
    table = inner / "data/ports.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Old harbour", "Inner harbour"), encoding="utf-8")
    told = as_text(broadsheet.validate(bad, inner / "datapackage.json"))
    assert (told.count("AA | Old harbour | deep"), told.count("AA | Inner harbour | deep")) == (1, 1)


def test_colours_are_nothing_but_colours(bad):
    """Without its colours the text is the one without colours."""
    report = broadsheet.validate(bad, limit=1)
    coloured = as_text(report, colour=True)
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[36m"):
        coloured = coloured.replace(code, "")
    assert coloured == WHOLE


def test_the_marked_cell_is_red(bad):
    """In colours the cell itself shows that it is the one."""
    assert "AA | Old harbour | \x1b[31mdeep\x1b[0m\n" in as_text(broadsheet.validate(bad), colour=True)


def test_a_good_package_is_told_in_one_line(good):
    """What was checked is counted."""
    assert as_text(broadsheet.validate(good)) == "1 resource, 4 rows checked: no issues"


def test_nothing_shown_is_still_counted(bad):
    """With a limit of nothing each kind has its number, and the data is not called good."""
    report = broadsheet.validate(bad, limit=0)
    assert (as_text(report), report.valid) == (NUMBERS, False)
    one = {"records": 1, "kinds": [{"resource": None, "field": None, "code": "B517", "count": 1}]}
    assert as_text(Report((), one)) == "notice: 1 issue of this rule, not shown  [B517]\n1 record checked: 1 issue"


def test_a_wide_row_is_cut_around_the_cell(good):
    """Of a row with many columns the neighbours of the cell are shown."""
    names = [f"c{place:02}" for place in range(40)]
    cells = [f"value {place:02}" for place in range(40)]
    cells[20] = "twenty"
    fields = [{"name": name, "type": "integer" if name == "c20" else "string"} for name in names]
    (good / "data/ports.csv").write_text(",".join(names) + "\n" + ",".join(cells) + "\n", encoding="utf-8")
    descriptor = json.loads((good / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0]["schema"] = {"fields": fields}
    (good / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert as_text(broadsheet.validate(good)).splitlines()[2:4] == [
        "      … | value 18 | value 19 | twenty | value 21 | value 22 | value 23 | value 24 | value 25 | …",
        "                                ^^^^^^",
    ]


def test_a_report_without_its_package_has_no_rows():
    """Rows are shown only where the package can be read."""
    issue = Issue.of("B640", '"x" is no number', resource="ports", field="depth", path="ports.csv", row=3, line=4)
    text = 'resource ports, field depth: type-error  [B640]\n  ports.csv:4: row 3: "x" is no number\n'
    assert as_text(Report((issue,), {"resources": 1, "rows": 2})) == text + "1 resource, 2 rows checked: 1 error"


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_nothing_a_terminal_acts_on_is_printed(form, good, capsys):
    """Control characters and bidirectional marks from cells, labels and names are shown as escapes."""
    descriptor = json.loads((good / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][0]["name"] = "po\u202erts"
    descriptor["resources"][0]["schema"]["fields"][2]["name"] = "de\x1bpth"
    descriptor["resources"][0]["schema"]["fields"][2]["constraints"] = {"enum": ["a\x9bb"]}
    descriptor["key\x07words"] = descriptor["keywords"] = "\x1b]0;title\x07"
    (good / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    rows = "code,name,de\x1bpth\nA\x07,\u2066ha\x1b[2Jrbour,\x1b[31mdeep\u202e\nB,\x85,\u2028\nC,x,y,\x00z\n"
    (good / "data/ports.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(SystemExit) as leaving:
        main(["validate", str(good), "--format", form])
    printed = capsys.readouterr().out
    assert leaving.value.code == 1
    assert [c for c in printed if c != "\n" and not (c.isprintable())] == []


def test_a_cell_without_a_column_is_shown_behind_its_row(good):
    """All that stand there, with the mark under the one that is told."""
    (good / "data/ports.csv").write_text("code,name,depth\nAA,Quay,1,more,still\nBB,Pier,2\n", encoding="utf-8")
    assert as_text(broadsheet.validate(good)).splitlines()[1:7] == [
        '  good/data/ports.csv:2: Cell 4, "more", has no column.',
        "      AA | Quay | 1 | more | still",
        "                      ^^^^",
        '  good/data/ports.csv:2: Cell 5, "still", has no column.',
        "      AA | Quay | 1 | more | still",
        "                             ^^^^^",
    ]


def test_two_descriptors_of_one_folder_show_their_rows(bad):
    """Also where what they say of them is the same."""
    shutil.copy(bad / "datapackage.json", bad / "other.json")
    told = as_text(broadsheet.validate(bad, bad / "other.json"))
    assert told.count("AA | Old harbour | deep") == 2
