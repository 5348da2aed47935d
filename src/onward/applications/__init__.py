"""The spine: applications, their events and what follows from them."""
