"""Run by Debian's own Python, which has LibreOffice's bindings (python3-uno), not by pytest's.

Arguments: a folder for LibreOffice's profile, then of each thing to do the document, the command
to all its changes (empty for none), the filter to write with, and the file to write.
"""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_PATIENCE = 60  # seconds until LibreOffice must have started


def main(profile: str, *orders: str) -> None:
    pipe = f"cfrdiff{time.time_ns()}"
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        context = _connect(pipe)
        service = context.ServiceManager.createInstanceWithContext
        desktop = service("com.sun.star.frame.Desktop", context)
        dispatcher = service("com.sun.star.frame.DispatchHelper", context)
        for at in range(0, len(orders), 4):
            document, command, kind, target = orders[at : at + 4]
            held = desktop.loadComponentFromURL(
                Path(document).as_uri(), "_blank", 0, (PropertyValue("Hidden", 0, True, 0),)
            )
            if command:
                dispatcher.executeDispatch(held.CurrentController.Frame, command, "", 0, ())
            held.storeToURL(
                Path(target).as_uri(),
                (
                    PropertyValue("FilterName", 0, kind, 0),
                    PropertyValue("FilterOptions", 0, "UTF8,LF", 0),
                ),
            )
            held.close(True)
        desktop.terminate()
        office.wait(timeout=_PATIENCE)
    finally:
        office.terminate()


def _connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
