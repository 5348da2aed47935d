"""Tables that people keep already, brought into the record."""
