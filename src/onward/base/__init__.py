"""The ground: no Django, no I/O."""
