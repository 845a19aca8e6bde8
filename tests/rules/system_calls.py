"""A process stopped at each of its calls of the system, by ptrace; x86-64 Linux only.

What a kill leaves behind is what the disk has at the stop: the process is not let on.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import sys
from collections.abc import Callable

_TRACEME, _SYSCALL, _SETOPTIONS, _KILL_WITH_US, _MARK_CALLS = 0, 24, 0x4200, 0x100000, 1
_AT_A_CALL = signal.SIGTRAP | 0x80

can_trace = sys.platform == "linux" and platform.machine() == "x86_64"


def stopped(work: Callable[[], object], seen: Callable[[int], bool]) -> int:
    """Do something in a process of its own; `seen` is told of each call of the system before and
    behind it, by number, and says whether to go on: else the process is killed. How many there were.

    Raises OSError where processes cannot be traced here.
    """
    child = os.fork()
    if child == 0:
        try:
            ctypes.CDLL(None, use_errno=True).ptrace(_TRACEME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            work()
        finally:
            os._exit(0)
    trace = ctypes.CDLL(None, use_errno=True).ptrace
    trace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status) or trace(_SETOPTIONS, child, None, _KILL_WITH_US | _MARK_CALLS):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise OSError("processes cannot be traced here")
    count, passed_on = 0, 0
    while True:
        trace(_SYSCALL, child, None, passed_on)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return count
        at_a_call = os.WSTOPSIG(status) == _AT_A_CALL
        passed_on = 0 if at_a_call else os.WSTOPSIG(status)
        if at_a_call:
            count += 1
            if not seen(count):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return count
