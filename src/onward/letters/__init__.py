"""Letters that the person may send: whom to write to, what to say, what keeps it from being answered, what became of it."""
