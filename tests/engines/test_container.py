"""What a container may take of its machine: the time of cores, and memory, in both versions of control groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.engines import container
from broadsheet.engines.container import cores_within, memory_within
from broadsheet.engines.cores import cores_here
from broadsheet.engines.memory import machine, memory_of


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of control groups, none of which says anything yet; this process is in no named one."""
    monkeypatch.setattr(container, "ROOT", tmp_path)
    monkeypatch.setattr(container, "OWN", tmp_path / "own")
    (tmp_path / "own").write_text("0::/\n")
    return tmp_path


def say(folder: Path, **files: str) -> None:
    """Let a group say something in files, whose dots are written as two low lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(f"{text}\n", encoding="ascii")


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("200000 100000", 2),
        ("150000 100000", 2),
        ("1000 100000", 1),
        ("0 100000", 1),
        ("max 100000", None),
        ("200000", None),
        ("200000 0", None),
        ("٢ ١", None),
        ("", None),
    ],
)
def test_the_time_of_cores_is_rounded_up(groups: Path, told: str, found: int | None) -> None:
    """Time in each period, in version 2: at least one core, and nothing is made of what says nothing."""
    (groups / "cpu.max").write_text(told, encoding="utf-8")
    assert cores_within() == found


@pytest.mark.parametrize(("quota", "found"), [("250000", 3), ("-1", None)])
def test_version_1_has_a_folder_for_each_kind(groups: Path, quota: str, found: int | None) -> None:
    """-1 is no limit; of memory it is a number that no machine has."""
    say(groups / "cpu", cpu__cfs_quota_us=quota, cpu__cfs_period_us="100000")
    say(groups / "memory", memory__limit_in_bytes=str(2**63 - 4096))
    assert (cores_within(), memory_within()) == (found, 2**63 - 4096)
    assert machine() < 2**63 - 4096
    say(groups / "memory", memory__limit_in_bytes=str(100 << 20))
    assert machine() == 100 << 20


@pytest.mark.parametrize(
    ("own", "place"),
    [("0::/jobs/17\n", "jobs/17"), ("0::/jobs/17/step\n", "jobs/17"), ("4:cpuacct,cpu:/jobs/17\n", "cpu/jobs/17")],
)
def test_the_group_of_a_process_and_those_around_it_count(groups: Path, own: str, place: str) -> None:
    """A service, or the job of a batch system, has its limits in a group below the root; the least one holds."""
    (groups / "own").write_text(own)
    say(groups / place, cpu__max="100000 100000")
    say(groups / place, cpu__cfs_quota_us="100000", cpu__cfs_period_us="100000")
    say(groups, cpu__max="400000 100000")
    assert cores_within() == 1
    say(groups / "others/18", cpu__max="1 100000")
    assert cores_within() == 1


def test_no_more_cores_than_the_system_assigns(groups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time for more of them than there are changes nothing; for fewer, it counts."""
    whole = cores_here()
    say(groups, cpu__max=f"{whole + 3}00000 100000")
    assert cores_here() == whole
    say(groups, cpu__max="100000 100000")
    assert cores_here() == 1
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    say(groups, cpu__max="650000 100000")
    assert cores_here() == 7


def test_a_container_has_less_than_its_machine(groups: Path) -> None:
    """What a container may take counts where it is less; a quarter of it is the default."""
    say(groups, memory__max="104857600")
    assert memory_of() == 25 << 20
    say(groups, memory__max="max")
    assert memory_of() > 25 << 20
