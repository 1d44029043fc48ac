"""Chromium for the page's tests: found on the machine, installed with apt where that may be done, else said plainly."""

import os
import shutil
import subprocess
import sys

MISSING = "Chromium is not installed: apt-get install chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find() -> str | None:
    """The path of a Chromium on this machine, None where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or shutil.which(MAC)


def install() -> None:
    """Install Debian's package, as root and where there is apt; a failure is told by the tests that need it."""
    if find() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium for the page's tests ...", file=sys.stderr, flush=True)  # noqa: T201
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(command, env=environment, check=False, timeout=600, **quiet)  # type: ignore[call-overload]


if __name__ == "__main__":
    install()
