"""What is known of mail providers: where their IMAP servers are, and with what they let a person in.

Facts from the providers' own help pages, as they stood in 2025; every field can be corrected on the page.
"""

from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Endpoints of OAuth 2, and what is asked for: leave to use IMAP, and to have it renewed.
GOOGLE: Final = {
    "authorize": "https://accounts.google.com/o/oauth2/v2/auth",
    "token": "https://oauth2.googleapis.com/token",
    "device": "",
    "scope": "https://mail.google.com/",
}
MICROSOFT: Final = {
    "authorize": "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    "token": "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    "device": "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode",
    "scope": "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
}

_APP = _("It takes no ordinary password here: make an app password in the security settings of your account.")
_TURN_ON = _("IMAP has to be allowed first, in the settings of your mail on their web page.")
_OAUTH = _("It takes no password at all, only OAuth 2 with a client of your own.")


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider is reached; `sign_in` is password, app_password or oauth, `hint` what to know beforehand."""

    name: str
    host: str
    sign_in: str = "password"
    hint: str | Promise = ""
    port: int = 993
    security: str = "tls"
    client: dict[str, str] = field(default_factory=dict)


_TABLE: tuple[tuple[Provider, str], ...] = (
    (Provider("Gmail", "imap.gmail.com", "app_password", _APP, client=GOOGLE), "gmail.com googlemail.com"),
    (
        Provider("Outlook", "outlook.office365.com", "oauth", _OAUTH, client=MICROSOFT),
        "outlook.com hotmail.com live.com msn.com outlook.de outlook.fr outlook.es outlook.it hotmail.de hotmail.fr "
        "hotmail.es hotmail.it hotmail.co.uk live.de live.fr live.nl live.co.uk onmicrosoft.com",
    ),
    (
        Provider("Yahoo", "imap.mail.yahoo.com", "app_password", _APP),
        "yahoo.com yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.uk yahoo.com.br yahoo.co.id yahoo.ca ymail.com "
        "rocketmail.com",
    ),
    (Provider("AOL", "imap.aol.com", "app_password", _APP), "aol.com aol.de aol.fr aim.com"),
    (Provider("iCloud", "imap.mail.me.com", "app_password", _APP), "icloud.com me.com mac.com"),
    (Provider("Fastmail", "imap.fastmail.com", "app_password", _APP), "fastmail.com fastmail.fm messagingengine.com"),
    (Provider("GMX", "imap.gmx.net", hint=_TURN_ON), "gmx.de gmx.net gmx.at gmx.ch"),
    (Provider("GMX", "imap.gmx.com", hint=_TURN_ON), "gmx.com gmx.us gmx.co.uk gmx.fr gmx.es"),
    (Provider("WEB.DE", "imap.web.de", hint=_TURN_ON), "web.de"),
    (Provider("mail.com", "imap.mail.com", hint=_TURN_ON), "mail.com email.com"),
    (Provider("Posteo", "posteo.de"), "posteo.de posteo.net posteo.org posteo.eu"),
    (Provider("mailbox.org", "imap.mailbox.org"), "mailbox.org"),
    (
        Provider(
            "T-Online", "secureimap.t-online.de",
            hint=_("It takes a password for mail programs, which you set in the customer centre."),
        ),
        "t-online.de magenta.de",
    ),
    (Provider("freenet", "mx.freenet.de"), "freenet.de"),
    (Provider("IONOS", "imap.ionos.de"), "online.de onlinehome.de"),
    (Provider("Orange", "imap.orange.fr", hint=_TURN_ON), "orange.fr wanadoo.fr"),
    (Provider("Free", "imap.free.fr"), "free.fr"),
    (Provider("La Poste", "imap.laposte.net"), "laposte.net"),
    (Provider("SFR", "imap.sfr.fr"), "sfr.fr neuf.fr"),
    (Provider("Libero", "imapmail.libero.it", hint=_TURN_ON), "libero.it inwind.it iol.it blu.it"),
    (Provider("OVH", "ssl0.ovh.net"), "ovh.net ovh.com"),
    (
        Provider(
            "Proton", "127.0.0.1", hint=_("Only through Proton Mail Bridge on this machine, with the password it shows."),
            port=1143, security="starttls",
        ),
        "proton.me protonmail.com protonmail.ch pm.me",
    ),
    (Provider("Zoho", "imap.zoho.com", hint=_TURN_ON), "zoho.com zohomail.com"),
    (Provider("Zoho", "imap.zoho.eu", hint=_TURN_ON), "zoho.eu zohomail.eu"),
    (Provider("Yandex", "imap.yandex.com", "app_password", _APP), "yandex.com yandex.ru ya.ru"),
    (Provider("WP", "imap.wp.pl", hint=_TURN_ON), "wp.pl o2.pl"),
    (Provider("Onet", "imap.poczta.onet.pl", hint=_TURN_ON), "onet.pl op.pl"),
    (Provider("Interia", "poczta.interia.pl", hint=_TURN_ON), "interia.pl"),
    (Provider("KPN", "imap.kpnmail.nl"), "kpnmail.nl planet.nl hetnet.nl"),
    (Provider("Ziggo", "imap.ziggo.nl"), "ziggo.nl"),
    (Provider("Telia", "imap.telia.com"), "telia.com"),
    (Provider("UOL", "imap.uol.com.br", hint=_TURN_ON), "uol.com.br bol.com.br"),
    (Provider("SAPO", "imap.sapo.pt"), "sapo.pt"),
)  # fmt: skip
_BY_DOMAIN = {domain: provider for provider, domains in _TABLE for domain in domains.split()}


def guess(address: str) -> Provider:
    """Where the mail of an address most likely lies; for a domain of one's own, imap.<domain>."""
    domain = address.strip().lower().rpartition("@")[2]
    found = _BY_DOMAIN.get(domain)
    if found is None and domain.endswith(".onmicrosoft.com"):
        found = _BY_DOMAIN["onmicrosoft.com"]
    return found or Provider("", f"imap.{domain}" if domain else "")


def by_host(host: str) -> Provider | None:
    """The provider whose server this is, for an address at a domain of its own."""
    return next((provider for provider, _domains in _TABLE if provider.host == host.lower()), None)
