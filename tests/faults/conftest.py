"""The log and its clock, as the tests of the audit log have them."""

from tests.audit.conftest import clock, log

__all__ = ["clock", "log"]
