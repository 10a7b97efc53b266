"""`make bench`: every measurement, one after the other."""

import importlib
import sys

SECTIONS = (
    "benchmarks.pages",
    "benchmarks.insights",
    "benchmarks.vitals",
    "benchmarks.memory",
    "benchmarks.flood",
    "benchmarks.concurrency",
)


def main() -> None:
    """Run the sections named on the command line, or all of them."""
    for name in sys.argv[1:] or SECTIONS:
        importlib.import_module(name).main()


if __name__ == "__main__":
    main()
