"""Importing this loads every pattern and model, for the processes that are forked from the one that does so."""

import gc

from onward.mail.examining import load

load()
# What is here before them is nobody's garbage: workers that went over it would have to copy it.
gc.freeze()
