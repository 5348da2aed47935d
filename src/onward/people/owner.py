"""The one person whose journal lies on this machine."""

from django.db import transaction

from onward.people.models import User
from onward.people.zones import machine_zone


def local_owner() -> User:
    """The owner of the local journal, made at first use; they have no password, only one-time links."""
    if found := User.objects.order_by("pk").first():
        return found
    with transaction.atomic():
        made, new = User.objects.get_or_create(username="owner", defaults={"time_zone": machine_zone()})
        if new:
            made.set_unusable_password()
            made.save(update_fields=["password"])
    return made


def add_addresses(owner: User, addresses: list[str]) -> list[str]:
    """Remember addresses as the person's own; the whole list, each once, in small letters."""
    known = list(owner.addresses)
    known += [one for one in dict.fromkeys(given.strip().lower() for given in addresses) if one not in known]
    if known != owner.addresses:
        owner.addresses = known
        owner.save(update_fields=["addresses"])
    return known
