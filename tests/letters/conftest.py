"""The people of the record's tests."""

from ..applications.conftest import in_april, owner, stranger

__all__ = ["in_april", "owner", "stranger"]
