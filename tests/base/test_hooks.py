"""A hook: parts in order, each once, a room's part replaced, and nothing left behind by a test."""

import pytest

from onward.base.hooks import Hook


def test_parts_come_in_the_order_in_which_they_were_registered_each_once() -> None:
    hook: Hook[str] = Hook()
    for part in ("panel", "letters", "panel"):
        hook.register(part)
    assert list(hook) == ["panel", "letters"]


def test_what_a_room_registers_takes_the_place_of_its_earlier_part() -> None:
    hook: Hook[str] = Hook()
    hook.register("first", "mail")
    hook.register("other", "plan")
    hook.register("second", "mail")
    assert list(hook) == ["second", "other"]
    hook.unregister("mail")
    assert list(hook) == ["other"]


def test_a_part_can_be_taken_back_while_the_parts_are_asked() -> None:
    hook: Hook[str] = Hook()
    hook.register("one")
    hook.register("two")
    for part in hook:
        hook.unregister(part)
    assert list(hook) == []
    with pytest.raises(KeyError):
        hook.unregister("one")


def test_for_a_while_only_some_parts_are_asked_also_when_that_while_ends_badly() -> None:
    hook: Hook[str] = Hook()
    hook.register("one")

    def asked_badly() -> None:
        with hook.only("another"):
            assert list(hook) == ["another"]
            raise ValueError("asked badly")

    with pytest.raises(ValueError, match="asked badly"):
        asked_badly()
    assert list(hook) == ["one"]
