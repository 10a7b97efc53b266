"""The last line of `make test`: how many tests ran, failed and were skipped.

With STEADY_NO_SKIPS=1 a skip fails the run, unless its reason names the optional feed folder.
"""

import os
import sys
from pathlib import Path
from xml.etree import ElementTree

OPTIONAL = "feed folder"
PARTS = ("sqlite", "postgresql", "browser")


def main(folder: Path) -> int:
    missing = [part for part in PARTS if not (folder / f"{part}.xml").exists()]
    suites = [
        suite
        for report in sorted(folder.glob("*.xml"))
        # Written a moment ago by our own pytest.
        for suite in ElementTree.parse(report).iter("testsuite")  # noqa: S314 -- our own file
    ]
    reasons = [skip.get("message", "") for suite in suites for skip in suite.iter("skipped")]
    unexpected = [reason for reason in reasons if OPTIONAL not in reason]
    for reason in sorted(set(reasons)):
        print(f"skipped: {reason}")
    for part in missing:
        print(f"did not run: {part}")
    tests = sum(int(suite.get("tests", 0)) for suite in suites)
    failed = sum(int(suite.get(k, 0)) for suite in suites for k in ("failures", "errors"))
    print(f"{tests} tests, {failed} failed, {len(reasons)} skipped")
    strict = os.environ.get("STEADY_NO_SKIPS") == "1"
    return int(bool(failed or missing or (strict and unexpected)))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
