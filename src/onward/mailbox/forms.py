"""What the person says of a mailbox: its address first, then what Onward guessed from it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.base.errors import Problem
from onward.mailbox import providers
from onward.mailbox.models import Folder, Mailbox
from onward.mailbox.server import read_fingerprint
from onward.mailbox.vault import Secret

_CLIENT = ("authorize", "token", "device", "scope")
HOW_OFTEN = (
    (0, gettext_lazy("only when I press")),
    (15, gettext_lazy("every 15 minutes")),
    (30, gettext_lazy("every 30 minutes")),
    (60, gettext_lazy("every hour")),
    (240, gettext_lazy("every four hours")),
)


class AddressForm(forms.Form):
    """Whose mailbox it is."""

    address = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=254,
        error_messages={"required": gettext_lazy("Give the address first.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        """Addresses are compared in small letters."""
        return str(self.cleaned_data["address"]).lower()


class ServerForm(forms.Form):
    """Where the mailbox is, and how Onward is let in."""

    address = forms.EmailField(widget=forms.HiddenInput)
    sign_in = forms.ChoiceField(
        choices=[("password", ""), ("oauth", "")], widget=forms.HiddenInput, initial="password"
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    client_id = forms.CharField(
        label=gettext_lazy("Client id"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Only where the client has one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    host = forms.RegexField(
        r"^\s*(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45})\s*$",
        label=gettext_lazy("Server"),
        max_length=253,
        error_messages={
            "invalid": gettext_lazy("This is no name of a server. It looks like imap.example.org.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    port = forms.IntegerField(label=gettext_lazy("Port"), min_value=1, max_value=65535)
    security = forms.ChoiceField(
        label=gettext_lazy("Encryption"),
        choices=[
            ("tls", gettext_lazy("TLS from the start (port 993)")),
            ("starttls", gettext_lazy("STARTTLS (port 143)")),
            ("plain", gettext_lazy("none, only on this machine itself")),
        ],
    )
    login = forms.CharField(
        label=gettext_lazy("Name to sign in with"),
        max_length=254,
        help_text=gettext_lazy("Most often the address."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    fingerprint = forms.CharField(
        label=gettext_lazy("Fingerprint of the certificate (SHA-256)"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only for a server of your own whose certificate nobody vouches for."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    authorize = forms.CharField(label=gettext_lazy("Where leave is given"), required=False, max_length=500)
    token = forms.CharField(label=gettext_lazy("Where tokens come from"), required=False, max_length=500)
    device = forms.CharField(label=gettext_lazy("Where codes come from"), required=False, max_length=500)
    scope = forms.CharField(label=gettext_lazy("Scope"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """Say what OAuth needs besides."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("sign_in") == "oauth":
            for name in ("client_id", "token"):
                if not given.get(name):
                    self.add_error(name, _("OAuth needs this."))
            if not (given.get("authorize") or given.get("device")):
                self.add_error("authorize", _("OAuth needs this, or the place where codes come from."))
        return given

    def clean_host(self) -> str:
        """The name in small letters."""
        return str(self.cleaned_data["host"]).strip().lower()

    def clean_fingerprint(self) -> str:
        """The digits alone."""
        try:
            return read_fingerprint(self.cleaned_data["fingerprint"])
        except Problem as problem:
            raise forms.ValidationError(str(problem)) from None

    def fields_of_mailbox(self) -> dict[str, Any]:
        """What the journal keeps."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("host", "port", "security", "login", "sign_in", "fingerprint")}
        client = {name: given[name].strip() for name in _CLIENT} | {"id": given["client_id"].strip()}
        return kept | {
            "address": given["address"].lower(),
            "client": client if given["sign_in"] == "oauth" else {},
        }

    def secret(self) -> Secret:
        """What only the vault keeps; nothing for what was left empty."""
        if self.cleaned_data["sign_in"] == "oauth":
            given = self.cleaned_data["client_secret"]
            return {"client_secret": given} if given else {}
        given = self.cleaned_data["password"]
        return {"password": given} if given else {}


class ReadingForm(forms.Form):
    """Which folders are read, and how often."""

    folders = forms.MultipleChoiceField(
        label=gettext_lazy("Folders"), required=False, widget=forms.CheckboxSelectMultiple
    )
    every_minutes = forms.TypedChoiceField(
        label=gettext_lazy("While Onward runs, read it"), coerce=int, choices=HOW_OFTEN
    )

    def __init__(self, folders: list[Folder], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["folders"].choices = [(str(one.pk), one.title) for one in folders]  # type: ignore[attr-defined]


def guessed(address: str, sign_in: str = "") -> dict[str, Any]:
    """What the form begins with for an address."""
    found = providers.guess(address)
    given = {
        "address": address, "host": found.host, "port": found.port, "security": found.security, "login": address,
        "sign_in": sign_in or ("oauth" if found.sign_in == "oauth" else "password"),
    }  # fmt: skip
    return given | found.client


def standing(one: Mailbox, sign_in: str = "") -> dict[str, Any]:
    """What the form begins with for a mailbox that is set up; its secrets are not shown."""
    names = ("address", "host", "port", "security", "login", "fingerprint")
    given = {name: getattr(one, name) for name in names} | {"sign_in": sign_in or one.sign_in}
    client = (
        {name: one.client.get(name, "") for name in _CLIENT}
        if one.client
        else providers.guess(one.address).client
    )
    return given | {"client_id": one.client.get("id", "")} | client
