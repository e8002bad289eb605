"""How much memory processes use, shared memory counted once (PSS). Linux only."""

from __future__ import annotations

from pathlib import Path

PROC = Path("/proc")


def family_of(pid):
    """The process with everything that descends from it."""
    children = {}
    for folder in PROC.glob("[0-9]*"):
        try:
            # "pid (name) state parent ...", and a name may hold anything.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # ended meanwhile
            continue
        children.setdefault(parent, []).append(int(folder.name))
    family = [pid]
    for member in family:
        family += children.get(member, [])
    return family


def megabytes(pids):
    return sum(_kilobytes(pid) for pid in pids) / 1024


def _kilobytes(pid):
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
