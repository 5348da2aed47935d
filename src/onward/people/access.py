"""The one place that decides what a person may see: what is theirs; all else does not exist for them."""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from onward.people.models import User

Row = TypeVar("Row", bound=Model)


def person(request: HttpRequest) -> User:
    """Who is signed in; without anyone the page does not exist."""
    if isinstance(request.user, AnonymousUser):
        raise Http404
    return request.user


def mine(rows: type[Row] | QuerySet[Row], request: HttpRequest, owner_field: str = "owner") -> QuerySet[Row]:
    """The rows of the person who is signed in; `owner_field` may lead across tables: "message__owner"."""
    found = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    return found.filter(**{owner_field: person(request)})


def get_mine(
    rows: type[Row] | QuerySet[Row], request: HttpRequest, owner_field: str = "owner", **lookup: Any
) -> Row:
    """The person's row that the lookup names, or 404: for a stranger's row as for one that never was."""
    found = mine(rows, request, owner_field)
    try:
        return found.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError) as error:
        raise Http404 from error
