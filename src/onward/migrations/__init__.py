"""Schema changes of the journal."""
