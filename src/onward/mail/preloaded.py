"""Importing this loads every pattern and model, for the processes that are forked from the one that does so."""

import gc

# All of it stays: nothing that is loaded here, or in them, is looked through for garbage again and again.
gc.set_threshold(20_000, *gc.get_threshold()[1:])

from onward.mail.examining import load  # noqa: E402

load()
# Workers that went over what was here before them would have to copy it.
gc.freeze()
