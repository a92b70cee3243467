"""`broadsheet diff` as a user meets it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harbours import PORTS, descriptor, package

Run = Callable[..., "Done"]  # noqa: F821 - see conftest

TEXT = """\
harbours 1.2.3 (old) → harbours 1.2.3 (new)
minor, version 1.3.0 or higher: ports: 8 rows added  [recipe minor-2: a resource gets more data]

minor  ports: 8 rows added  [recipe minor-2]
patch  package: metadata changed  [recipe patch-2]
patch  ports: 1 value changed  [recipe patch-1]

package
  ~ title: "Harbours" → "Ports"
ports
  + X0: name "New", depth 0
  + X1: name "New", depth 1
  + X2: name "New", depth 2
  + X3: name "New", depth 3
  + X4: name "New", depth 4
  and 3 more of this kind; `broadsheet diff --all` shows them
  ~ AA, depth: 9.5 → 9.6
"""

MARKDOWN = """\
### harbours 1.2.3 (old) → harbours 1.2.3 (new)

**patch, version 1.2.4 or higher: ports: 1 value changed  \\[recipe patch-1: errors in the data are corrected\\]**

| where | what | bump | rule |
|---|---|---|---|
| ports | 1 value changed | patch | recipe patch-1: errors in the data are corrected |

<details><summary>Changes</summary>

```diff
ports
  ~ AA, depth: 9.5 → 9.6
```

</details>
"""


@pytest.fixture
def old(project: Path) -> Path:
    """The usual package, in the folder of the project."""
    return package(project / "old")


@pytest.fixture
def new(project: Path) -> Path:
    """A corrected value."""
    return package(project / "new", ports=PORTS.replace("9.5", "9.6"))


def test_text(run: Run, project: Path, old: Path) -> None:
    """What it makes of the version, how many changes there are of each kind, then the first of each."""
    given = descriptor() | {"title": "Ports"}
    rows = "".join(f"X{n},New,{n},\n" for n in range(8))
    package(project / "new", given, ports=PORTS.replace("9.5", "9.6") + rows)
    done = run("diff", "old", "new")
    assert (0, TEXT, "") == (done.status, done.out, done.err)
    whole = run("diff", "old", "new", "--all").out
    assert '  + X7: name "New", depth 7\n' in whole
    assert "--all" not in whole
    assert 1 == run("diff", "old", "new", "--limit", "1").out.count("  + X")


def test_markdown(run: Run, old: Path, new: Path) -> None:
    """A pull request gets the verdict, a table, and the changes to unfold."""
    assert MARKDOWN == run("diff", "old", "new", "--format", "markdown").out


def test_json(run: Run, old: Path, new: Path) -> None:
    """Programs get every change with all its parts."""
    answer: dict[str, Any] = json.loads(run("diff", "old", "new", "--format", "json").out)
    assert ("patch", "1.2.4", "recipe") == (answer["bump"], answer["next_version"], answer["policy"])
    assert [{"kind": "value-changed", "resource": "ports", "field": "depth", "key": {"code": "AA"}, "before": 9.5,
             "after": 9.6, "bump": "patch", "reason": "recipe patch-1: errors in the data are corrected",
             }] == answer["changes"]  # fmt: skip


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--exit-code",), 1)])
def test_exit_status(run: Run, old: Path, new: Path, options: tuple[str, ...], status: int) -> None:
    """Packages that were compared end well, whatever differs, unless the exit status is to tell."""
    assert status == run("diff", "old", "new", *options).status
    assert 0 == run("diff", "old", "old", *options).status


WRONG = [
    ("old", "nowhere"), ("old",), ("old", "seeds"), ("old", "git:HEAD"), ("old", "old", "--policy", "mine"),
    ("old", "old", "--all", "--limit", "3"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_calls(run: Run, old: Path, arguments: tuple[str, ...]) -> None:
    """A call that is wrong, or a package that is none, ends with 2 and a word of advice."""
    done = run("diff", *arguments)
    assert (2, "") == (done.status, done.out)
    assert done.err


def test_same(run: Run, old: Path) -> None:
    """Nothing to tell is told in a line."""
    assert "harbours 1.2.3 (old) → harbours 1.2.3 (old)\nno changes\n" == run("diff", "old", "old").out


def test_nothing_acts_on_a_terminal(run: Run, project: Path, old: Path) -> None:
    """Control characters and overrides of direction in data come out as escapes, in every form."""
    package(project / "new", ports=PORTS.replace("Quay", "\x1b[2J\u202eQuay\x9b"))
    for form in ("text", "json", "markdown"):
        out = run("diff", "old", "new", "--format", form).out
        assert "Quay" in out
        assert not set("\x1b\u202e\x9b") & set(out)


# The policy


def test_policy(run: Run, old: Path, new: Path) -> None:
    """Another rule set judges the same changes."""
    assert "major, version 2.0.0 or higher" in run("diff", "old", "new", "--policy", "croissant").out


def test_policy_of_the_project(run: Run, project: Path, old: Path, new: Path) -> None:
    """Without --policy the rules of the project hold, its own ones first."""
    settings = project / "broadsheet.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + '\n[versioning]\npolicy = "croissant"\n', encoding="utf-8")
    assert "major, version 2.0.0" in run("diff", "old", "new").out
    settings.write_text(before + '\n[versioning.rules]\nvalue-changed = "minor"\n', encoding="utf-8")
    assert "[project value-changed: a rule of the project]" in run("diff", "old", "new").out
    assert "patch, version 1.2.4" in run("diff", "old", "new", "--policy", "recipe").out


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('[versioning]\npolicy = "recepe"', "versioning.policy: 'recepe' is not known here, did you mean recipe?"),
        ('[versioning]\npolicy = "x"', "versioning.policy: 'x' is not known here, choose one of recipe, croissant"),
        ('[versioning]\npolice = "recipe"', "versioning.police is not a setting, did you mean policy?"),
        ('[versioning.rules]\nrow-remove = "minor"',
         "versioning.rules.row-remove: 'row-remove' is not known here, did you mean row-removed?"),
        ('[versioning.rules]\nrow-removed = "huge"',
         "versioning.rules.row-removed: 'huge' is not known here, choose one of none, patch, minor, major"),
        ("versioning = 1", "versioning: is not a table; write a table with policy, rules"),
    ],
)  # fmt: skip
def test_wrong_settings(run: Run, project: Path, old: Path, settings: str, message: str) -> None:
    """Settings that mean nothing are told like all others."""
    path = project / "broadsheet.toml"
    text = path.read_text(encoding="utf-8")
    whole = f"{text}\n{settings}\n" if settings.startswith("[") else f"{settings}\n{text}"
    path.write_text(whole, encoding="utf-8")
    done = run("diff", "old", "old")
    assert (2, f"broadsheet: {path}: {message}; mend the settings of the data set  [B701]\n") == (done.status, done.err)


# Packages that broadsheet built


def test_of_builds(run: Run, project: Path, tmp_path: Path) -> None:
    """Between builds a corrected value is a patch, a new article a minor version; copies in JSON and Parquet follow."""
    article = project / "seeds/articles/2024-05-02-harbour.json"
    second = project / "seeds/articles/2024-06-11-quay.json"
    aside = shutil.copy(second, tmp_path / "quay.json")
    second.unlink()
    assert 0 == run("build", "--out", tmp_path / "one").status
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace('"unit": "', '"unit": "other '), encoding="utf-8")
    assert 0 == run("build", "--out", tmp_path / "two").status
    shutil.copy(aside, second)
    assert 0 == run("build", "--out", tmp_path / "three").status
    bumps: dict[str, list[str]] = {"recipe": [], "croissant": []}
    for policy, found in bumps.items():
        for pair in (("one", "two"), ("two", "three"), ("one", "one")):
            places = (tmp_path / name for name in pair)
            answer = json.loads(run("diff", *places, "--policy", policy, "--format", "json").out)
            found.append(answer["bump"])
            assert "file-changed" not in {change["kind"] for change in answer["changes"]}
    wanted = {"recipe": ["patch", "minor", "none"], "croissant": ["major", "minor", "none"]}
    assert wanted == bumps


def test_copies_that_a_project_does_not_keep_are_set_aside(run: Run, project: Path) -> None:
    """Beside a project, or a revision of it, the Parquet copies of a built package are neither new nor gone."""
    run("build")
    for pair in ((".", "dist/harbour-news-1.0.0"), ("dist/harbour-news-1.0.0", ".")):
        told = json.loads(run("diff", *pair, "--format", "json").out)
        assert told["changes"] == []
        assert told["notes"] == [
            "Parquet copies were set aside: one of the packages has them, the other is as a project keeps it, without"
        ]


def test_what_decides_is_told_before_copies(run: Run, project: Path) -> None:
    """A corrected value stands above the copies that only follow it; text leaves these out, JSON has each."""
    run("build")
    text = (project / "seeds/articles/2024-06-11-quay.json").read_text(encoding="utf-8")
    text = text.replace("ferry crossings planned each week", "ferry crossings each week")
    (project / "seeds/articles/2024-06-11-quay.json").write_text(text, encoding="utf-8")
    run("build", "--out", "new")
    kinds = [
        change["kind"]
        for change in json.loads(run("diff", "dist/harbour-news-1.0.0", "new", "--format", "json").out)["changes"]
    ]
    assert kinds == ["value-changed", "copy-changed", "copy-changed"]
    told = run("diff", "dist/harbour-news-1.0.0", "new").out.splitlines()
    assert told[3:] == [
        "patch  figures: 1 value changed  [recipe patch-1]",
        "",
        "figures",
        '  ~ 2024-06-11-quay, f1, counted: "ferry crossings planned each week" → "ferry crossings each week"',
    ]
    everything = run("diff", "dist/harbour-news-1.0.0", "new", "--all").out
    copies = [f"none   {name}: 1 copy changed  [recipe with]\n" for name in ("articles-json", "figures-parquet")]
    assert "".join(copies) in everything
    assert everything.count("~ copy-changed") == 2


# Without NEW, without OLD


def test_what_is_not_named_is_the_last_build_and_the_last_release(run: Run, project: Path, old: Path) -> None:
    """OLD alone is compared with the package of the project; without it that is the release of the highest version."""
    shutil.copytree(package(project / "new", ports=PORTS.replace("9.5", "9.6")), project, dirs_exist_ok=True)
    done = run("diff", "old")
    assert 0 == done.status
    assert "compared is the package of the last build in '.'; broadsheet build makes a new one\n" == done.err
    assert "ports: 1 value changed" in done.out
    assert "there is no release in dist/ to compare with; name OLD" in run("diff").err
    for version in ("1.9.0", "1.10.0"):
        given = descriptor() | {"name": "harbour-news", "version": version}
        release = package(project / f"dist/harbour-news-{version}", given)
        (release / "SHA256SUMS").write_text("", encoding="utf-8")
    assert run("diff").out.startswith("harbour-news 1.10.0 (dist/harbour-news-1.10.0) → harbours 1.2.3 (.)\n")


def test_nothing_to_compare_with(run: Run, project: Path, old: Path) -> None:
    """A project that was not built yet, and a folder that is none, are told."""
    assert "'.' holds no package to compare; run broadsheet build, or name NEW" in run("diff", "old").err
    (project / "broadsheet.toml").unlink()
    assert "there is no project here, and so no release to compare with; name OLD" in run("diff").err
