"""The people of the record's tests."""

from ..applications.conftest import owner, stranger

__all__ = ["owner", "stranger"]
