"""Which rows the person wants to see later, asked of the rooms above; apart, so that registering loads no archive."""

from collections.abc import Callable, Mapping

from onward.base.hooks import Hook
from onward.people.models import User

Numbers = Mapping[str, set[int]]
#: Model → numbers.
Lookup = Callable[[User], Numbers]
lookups: Hook[Lookup] = Hook()
