"""The installations of tests/operations, here to be killed."""

from tests.operations.conftest import postgresql_programs, settings

__all__ = ["postgresql_programs", "settings"]
