"""What a mail says: its kind, whom it is from, what it is about, and the sentences that show it."""
