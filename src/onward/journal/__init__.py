"""What the person writes for themselves, and the lessons they take from it."""
