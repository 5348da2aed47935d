"""Every no, and what follows from it."""
