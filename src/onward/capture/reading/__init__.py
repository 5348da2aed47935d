"""What a posting says: bytes in, a record out; nothing here asks a database, a clock or another machine."""
