"""The processes of the launcher: each leads a group of its own, and none outlives the launcher."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress

from surroundings import Refusal, complain

GRACE_SECONDS = 10
POLL_SECONDS = 0.1
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked us to end: Ctrl-C, a signal, or the make that started us is gone."""


class StopSignal:
    """Counts the requests to stop; nothing is interrupted, every waiting loop asks for itself."""

    def __init__(self, with_parent=False):
        self.requests = 0
        self._parent = os.getppid() if with_parent else None
        for number in ENDING_SIGNALS:
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
                signal.signal(number, self._count)

    def _count(self, number, frame):
        self.requests += 1

    def check(self):
        orphaned = self._parent is not None and os.getppid() != self._parent
        if self.requests or orphaned:
            raise Stopped

    def hurry(self):
        """A second Ctrl-C does not wait for the grace period."""
        return self.requests > 1


class Children:
    """Starts processes and ends them with everything they started themselves.

    A forked guard holds the read end of a pipe. Each child reports its group there before it
    runs, so when the launcher dies in whatever way (kill -9 included), the guard sees the end
    of the pipe and ends the groups in its place.
    """

    def __init__(self, stop):
        self.stop = stop
        self._popens = {}
        read_end, self._report = os.pipe()
        self._guard = os.fork()
        if self._guard == 0:
            os.close(self._report)
            _guard(read_end)
        os.close(read_end)

    def start(self, name, command, *, log, stderr=subprocess.STDOUT, **options):
        """Start `command` with its output in the file `log`; it reads no input."""
        with open(log, "ab") as output:
            self._popens[name] = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=stderr,
                start_new_session=True,
                # Popen has no other hook between fork and exec; the launcher has no threads.
                preexec_fn=lambda: os.write(self._report, b"+%d\n" % os.getpid()),
                **options,
            )

    def exit_code(self, name):
        """None while it runs."""
        return self._popens[name].poll()

    def run(self, name, command, *, tick=lambda: None, **options):
        """Start, wait, and return the exit code; `tick` is called while waiting."""
        self.start(name, command, **options)
        while self.exit_code(name) is None:
            self.stop.check()
            tick()
            time.sleep(POLL_SECONDS)
        code = self.exit_code(name)
        self.end([name])
        return code

    def ended(self):
        """The name of a child that has ended by itself, or None."""
        return next((name for name in self._popens if self.exit_code(name) is not None), None)

    def kill(self, name):
        """End a child and its group at once, as a crash would."""
        popen = self._popens.pop(name)
        os.killpg(popen.pid, signal.SIGKILL)
        popen.wait()
        with suppress(BrokenPipeError):
            os.write(self._report, b"-%d\n" % popen.pid)

    def end(self, names=None):
        """End these children (all by default) with their groups; returns when they are gone."""
        chosen = [name for name in list(self._popens) if names is None or name in names]
        popens = [self._popens.pop(name) for name in chosen]
        groups = [popen.pid for popen in popens]
        end_groups(
            groups,
            reap=lambda: [popen.poll() for popen in popens],
            hurry=self.stop.hurry,
        )
        with suppress(BrokenPipeError):  # the guard is gone: nothing to report to
            os.write(self._report, b"".join(b"-%d\n" % group for group in groups))

    def close(self):
        """End all that still runs, then let the guard go."""
        self.end()
        os.close(self._report)
        os.waitpid(self._guard, 0)


def run_program(work):
    """Run `work(children)` as a whole program; returns its exit code when all has ended."""
    children = Children(StopSignal())
    try:
        work(children)
    except (Refusal, OSError) as problem:
        complain(str(problem))
        return 1
    except Stopped:
        return 130
    finally:
        children.close()
    return 0


def end_groups(groups, *, reap=lambda: None, hurry=lambda: False):
    """SIGTERM to every group, SIGKILL to what is left after the grace period."""
    for number, patience in ((signal.SIGTERM, GRACE_SECONDS), (signal.SIGKILL, 2)):
        for group in groups:
            _send(group, number)
        until = time.monotonic() + patience
        while time.monotonic() < until and not (number == signal.SIGTERM and hurry()):
            reap()
            groups = [group for group in groups if _send(group, 0)]
            if not groups:
                return
            time.sleep(0.02)


def _send(group, number):
    """Returns whether the group still has a process."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS answers so for a group of zombies
        return number == 0
    return True


def _guard(read_end):
    os.setsid()
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    with open(read_end, encoding="ascii") as reports:
        groups = set()
        for report in reports:
            (groups.add if report[0] == "+" else groups.discard)(int(report[1:]))
    end_groups(list(groups))
    os._exit(0)
