from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

HARBOUR = "seeds/articles/2024-05-02-harbour.json"

Run = Callable[..., "Done"]  # noqa: F821 - see conftest


def break_(project: Path, old: str = '"in_language": "en"', new: str = '"in_language": "english"') -> None:
    """Put one mistake into the project."""
    text = (project / HARBOUR).read_text(encoding="utf-8")
    (project / HARBOUR).write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_project_leaves_with_0(process: Run) -> None:
    """All is well, and one line says so."""
    done = process("validate")
    assert (done.status, done.out, done.err) == (0, "2 records checked: no issues\n", "")


def test_errors_in_the_data_leave_with_1(process: Run, project: Path) -> None:
    """The answer is on stdout, where it can be piped; stderr is silent."""
    break_(project)
    done = process("validate", ".")
    assert (done.status, done.err) == (1, "")
    assert f"{HARBOUR}:15: /in_language:" in done.out


def test_the_settings_are_judged_as_a_build_does(run: Run, project: Path) -> None:
    """Every mistake in one run, on its line; then the formats and columns that there are not."""
    file = project / "broadsheet.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        f'{text}\n[versioning.rules]\nrow-gone = "minor"\n'.replace("title =", "titel =", 1), encoding="utf-8"
    )
    done = run("validate")
    lines = len(text.splitlines())
    assert done.status == 1
    assert "broadsheet.toml: /title: title: is missing" in done.out
    assert "broadsheet.toml:2: /titel: titel is not a setting, did you mean title?" in done.out
    assert f"broadsheet.toml:{lines + 3}: /versioning/rules/row-gone: " in done.out
    file.write_text(f'{text}\nexports = ["croisant"]\nleave_out = ["articles.id"]\n', encoding="utf-8")
    done = run("validate", project)
    assert done.status == 1
    assert f"broadsheet.toml:{lines + 2}: /exports: no exporter is called 'croisant'" in done.out
    assert f"broadsheet.toml:{lines + 3}: /leave_out: leave_out: articles.id cannot be left out" in done.out


def test_a_warning_leaves_with_0(run: Run, project: Path) -> None:
    """Only errors make data invalid."""
    break_(project, '"speaker": "mara-lind"', '"speaker": null')
    done = run("validate")
    assert (done.status, "warning: " in done.out) == (0, True)


@pytest.mark.parametrize(
    "args",
    [
        ["validate", "nothing.json"],
        ["validate", ".", "nothing.json"],
        ["validate", "--texts", "nowhere"],
        ["validate", "--format", "yaml"],
        ["validate", "--no-such-option"],
        ["validate", "a" * 300],
        ["validat"],
        ["rules", "B999"],
        ["schema", "nothing"],
        ["build", "nowhere"],
        ["build", "--edition", "half"],
        ["build", "seeds"],
    ],
)
def test_a_wrong_call_leaves_with_2(run: Run, args: list[str]) -> None:
    """Stderr says what was wrong; stdout stays empty, so that no program takes it for an answer."""
    done = run(*args)
    assert (done.status, done.out) == (2, "")
    assert done.err.strip()


def test_a_file_that_cannot_be_read_leaves_with_2(process: Run, project: Path) -> None:
    """The rest is checked and told all the same."""
    (project / "seeds/articles/folder.json").mkdir()
    break_(project)
    done = process("validate")
    assert (done.status, "[B001]" in done.out, "[B106]" in done.out) == (2, True, True)


def test_a_folder_with_nothing_to_check_leaves_with_2(run: Run, project: Path) -> None:
    """No verdict on data is given where there is none."""
    (project / "drafts").mkdir()
    done = run("validate", "drafts", "--format", "json")
    assert (done.status, [issue["code"] for issue in json.loads(done.out)["issues"]]) == (2, ["B002"])


def test_a_report_can_have_the_shape_of_those_of_frictionless(run: Run, project: Path) -> None:
    """As the answer and as a file; the exit status is that of any other form."""
    break_(project)
    done = run("validate", "--format", "frictionless", "--report", "frictionless=report.json")
    assert (done.status, done.out) == (1, (project / "report.json").read_text(encoding="utf-8"))
    assert frictionless.Report.from_descriptor(json.loads(done.out)).flatten(["type"]) == [["package-error"]]


def test_the_json_report_has_the_published_shape(run: Run, project: Path) -> None:
    """`valid`, `stats` and `issues`, and every issue with every key."""
    break_(project)
    done = run("validate", "--format", "json")
    report = json.loads(done.out)
    assert (done.status, list(report), report["valid"]) == (1, ["valid", "stats", "issues"], False)
    assert report["stats"]["records"] == 2
    assert report["issues"] == [
        {
            "code": "B106",
            "type": "pattern-error",
            "severity": "error",
            "message": '"english" is not a BCP 47 language tag',
            "hint": 'write it like "en"',
            "path": HARBOUR,
            "resource": None,
            "row": None,
            "field": None,
            "value": None,
            "pointer": "/in_language",
            "line": 15,
        }
    ]


def test_the_json_report_of_sound_data_has_no_issue(run: Run) -> None:
    """An empty list, not a missing key."""
    report = json.loads(run("validate", "--format", "json").out)
    assert (report["valid"], report["issues"]) == (True, [])


EVIL = "\x1b]0;owned\x07\x1b[2J\u202e\u2066\u200f\x9b31m\x7f\u2028"


def is_safe(text: str) -> bool:
    """Whether a terminal shows every character of a text and acts on none."""
    return not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"}]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_nothing_in_data_acts_on_a_terminal(run: Run, project: Path, form: str) -> None:
    """Control characters and bidi overrides in values, keys, ids, dates and names of files are shown as escapes."""
    record = json.loads((project / HARBOUR).read_text(encoding="utf-8"))
    record |= {EVIL: 1, "headline": EVIL, "date_published": EVIL, "in_language": EVIL, "author": [EVIL, EVIL]}
    record["source"] |= {"name": f"x{EVIL}", "encoding": "\u202eutf-8", EVIL: 2}
    record["statements"][0] |= {"mode": EVIL, "speaker": EVIL, "id": EVIL}
    (project / HARBOUR).write_text(json.dumps(record))
    (project / f"seeds/articles/x{EVIL}.json").write_text("{}")
    done = run("validate", "--format", form)
    assert (done.status, is_safe(done.out), is_safe(done.err)) == (1, True, True)
    assert "owned" in done.out


def test_a_name_of_a_text_acts_on_no_terminal(run: Run, project: Path) -> None:
    """A record of sound shape may still hold what reorders a line."""
    break_(project, '"name": "2024-05-02-harbour.txt"', '"name": "\\u202etxt.exe\\u009b2J"')
    (project / "seeds/texts/2024-05-02-harbour.txt").unlink()
    done = run("validate")
    assert (done.status, is_safe(done.out), "\\u202etxt.exe" in done.out) == (0, True, True)


def test_a_name_of_a_file_may_be_any_bytes(run: Run, project: Path) -> None:
    """A file name that is no UTF-8 is shown as escapes."""
    shutil.copy(project / HARBOUR, os.fsencode(project / "seeds/articles") + b"/\xff\xfe.json")
    for form in ("text", "json", "github", "sarif", "junit"):
        done = run("validate", "--format", form)
        assert (done.status, "is taken by" in done.out) == (1, True)
    assert run("validate", b"seeds/\xff".decode("utf-8", "surrogateescape")).status == 2


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_half_a_surrogate_pair_can_be_reported(run: Run, project: Path, form: str) -> None:
    """What no file in UTF-8 can hold is shown as an escape."""
    break_(project, '"in_language": "en"', '"in_language": "\\ud83d", "\\udcf0": "\\udcf0"')
    done = run("validate", "--format", form)
    assert (done.status, "B009" in done.out) == (1, True)


def test_a_poor_terminal_gets_an_answer_too(process: Run, project: Path) -> None:
    """Where the encoding of the output has no letter for it, the answer still comes."""
    break_(project, '"in_language": "en"', '"in_language": "Việt"')
    done = process("validate", env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.status, "[B106]" in done.out) == (1, True)


def on_a_terminal(project: Path, **environment: str) -> str:
    """What `broadsheet validate` prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "broadsheet", "validate"]
    with subprocess.Popen(command, cwd=project, stdout=theirs, stderr=theirs, env=os.environ | environment):
        os.close(theirs)
        found = b""
        try:
            while chunk := os.read(ours, 4096):
                found += chunk
        except OSError:
            pass
    os.close(ours)
    return found.decode()


def test_a_terminal_sees_colours(project: Path) -> None:
    """The code of an issue is red on a terminal."""
    break_(project)
    assert "\x1b[31m[B106]\x1b[0m" in on_a_terminal(project)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}])
def test_no_color_is_honoured(project: Path, environment: dict[str, str]) -> None:
    """Who sets NO_COLOR gets none (no-color.org)."""
    break_(project)
    found = on_a_terminal(project, **environment)
    assert (re.search(r"\x1b\[[0-9;]*m", found), "[B106]" in found) == (None, True)


def test_a_pipe_sees_no_colours(run: Run, project: Path) -> None:
    """Nor does a file."""
    break_(project)
    assert "\x1b" not in run("validate").out


@pytest.mark.parametrize("args", [["validate"], ["validate", "--format", "json"], ["rules"], ["schema"], ["--help"]])
def test_a_reader_who_leaves_ends_the_command_in_silence(process: Run, args: list[str]) -> None:
    """As after `| head`, there is no complaint; the status is the one that shells give to a closed pipe."""
    reader, writer = os.pipe()
    os.close(reader)
    done = process(*args, stdout=writer)
    os.close(writer)
    assert (141, "") == (done.status, done.err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("args", [["validate"], ["validate", "--format", "json"], ["rules"], ["schema"], ["--help"]])
def test_a_full_disk_under_the_answer_leaves_with_2(process: Run, args: list[str]) -> None:
    """The answer could not be written, and the message says why."""
    with Path("/dev/full").open("wb") as full:
        done = process(*args, stdout=full)
    assert (done.status, "No space left on device" in done.err) == (2, True)


def test_a_place_that_cannot_be_written_to_is_told(process: Run, tmp_path: Path) -> None:
    """Where it is, why, and what to do."""
    (tmp_path / "file").touch()
    done = process("schema", "--out", str(tmp_path / "file/schema"))
    assert done.status == 2
    assert "file/schema: Not a directory; check the path, its permissions and the space left" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes files")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_runs_without_the_standard_files(project: Path, tmp_path: Path, closed: str) -> None:
    """Where the caller has closed some of them, as daemons do, the status is the same, and so are other files."""
    report = tmp_path / "report.json"
    command = f'"$0" -m broadsheet validate --engine cores --report json={report} {closed}'
    done = subprocess.run(["/bin/sh", "-c", command, sys.executable], cwd=project, capture_output=True, check=False)
    assert (done.returncode, done.stderr, b"checked" in done.stdout) == (0, b"", closed == "2>&-")
    assert report.stat().st_size > 0


def test_the_variable_for_texts_is_read(process: Run, project: Path, tmp_path: Path) -> None:
    """BROADSHEET_TEXTS names the folder, --texts goes before it."""
    shutil.move(project / "seeds/texts", tmp_path / "texts")
    texts = {"BROADSHEET_TEXTS": str(tmp_path / "texts")}
    assert "[B306]" in process("validate").out
    assert "no issues" in process("validate", env=os.environ | texts).out
    assert "[B306]" in process("validate", "--texts", project / "seeds", env=os.environ | texts).out


def test_standard_input_is_left_alone(process: Run) -> None:
    """No command waits for somebody to type."""
    assert process("validate", stdin=subprocess.DEVNULL).status == 0
