"""What the folders of a mailbox are for, by what the server says and by their names, and which are read at first."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from imapclient import imap_utf7

#: RFC 6154, and what some servers say besides.
_BY_FLAG = {
    "\\sent": "sent", "\\drafts": "drafts", "\\trash": "trash", "\\junk": "spam", "\\spam": "spam",
    "\\archive": "archive", "\\all": "all", "\\allmail": "all", "\\flagged": "view", "\\starred": "view",
    "\\important": "view",
}  # fmt: skip
#: Names as mail programs of ten languages give them, in small letters.
_BY_NAME = {
    "sent": """sent|sent items|sent mail|sent messages|gesendet|gesendete elemente|gesendete objekte|gesendete nachrichten
        |postausgang|envoyés|éléments envoyés|messages envoyés|courrier envoyé|enviados|elementos enviados
        |mensajes enviados|correo enviado|itens enviados|mensagens enviadas|posta inviata|inviati|inviata|verzonden
        |verzonden items|skickat|skickade|skickade objekt|wysłane|elementy wysłane|terkirim|item terkirim""",
    "drafts": """drafts|draft|entwürfe|brouillons|borradores|rascunhos|bozze|concepten|utkast|kopie robocze|szkice
        |wersje robocze|draf""",
    "trash": """trash|deleted|deleted items|deleted messages|bin|papierkorb|gelöscht|gelöschte elemente
        |gelöschte objekte|corbeille|éléments supprimés|papelera|elementos eliminados|lixo|lixeira|itens excluídos
        |itens eliminados|cestino|posta eliminata|elementi eliminati|prullenbak|verwijderde items|papperskorgen
        |borttagna objekt|borttaget|kosz|elementy usunięte|sampah|item dihapus""",
    "spam": """spam|junk|junk e-mail|junk email|bulk|bulk mail|spamverdacht|unbekannt|junk-e-mail|courrier indésirable
        |indésirables|pourriel|correo no deseado|no deseado|lixo eletrônico|lixo eletrónico|posta indesiderata
        |ongewenste e-mail|ongewenst|skräppost|wiadomości-śmieci|niechciane|quarantaine""",
    "archive": "archive|archives|archiv|archivo|arquivo|archivio|archief|arkiv|archiwum|arsip",
    "all": "all mail|alle nachrichten|tous les messages|todos|todos os e-mails|tutti i messaggi",
    "view": "starred|important|markiert|wichtig|snoozed|chats|outbox|notes|contacts|calendar|tasks|sync issues",
}  # fmt: skip
_NAMES = {name.strip(): role for role, names in _BY_NAME.items() for name in names.split("|")}
#: What is never read unless it is chosen; a view shows again what lies elsewhere.
_LEFT = frozenset(("drafts", "trash", "spam", "view"))


class Found(NamedTuple):
    """A folder as the server lists it: the name on the wire (latin-1), as it is read, and what it is for."""

    name: str
    title: str
    role: str


def listed(lines: Iterable[tuple[Collection[bytes], bytes | None, bytes | str | int]]) -> list[Found]:
    """The folders that can be opened, the inbox first; role: inbox, sent, drafts, trash, spam, archive, all, view, own."""
    found = []
    for flags, separator, raw in lines:
        wire = raw if isinstance(raw, bytes) else str(raw).encode("latin-1", "replace")
        lowered = {flag.decode("ascii", "replace").lower() for flag in flags}
        if not wire or lowered & {"\\noselect", "\\nonexistent"}:
            continue
        title = readable(wire)
        found.append(Found(wire.decode("latin-1"), title, _role(lowered, title, separator)))
    rank = ("inbox", "sent", "archive", "own", "all", "drafts", "view", "spam", "trash")
    return sorted(found, key=lambda one: (rank.index(one.role), one.title.casefold()))


def readable(wire: bytes) -> str:
    """The name as people read it; what is no valid name for a folder is shown as far as it can be."""
    try:
        title = imap_utf7.decode(wire)
    except (UnicodeError, ValueError, IndexError):
        title = wire.decode("utf-8", "replace")
    return "".join(letter for letter in title if letter.isprintable())[:200]


def at_first(roles: Collection[str], role: str) -> bool:
    """Whether a folder is read unless the person says otherwise.

    Where one folder holds everything, it alone: each message once. Sent mail and the person's own folders are read,
    because answers are put away there; drafts, spam and what was thrown away are not.
    """
    if "all" in roles:
        return role == "all"
    return role not in _LEFT


def _role(flags: Collection[str], title: str, separator: bytes | None) -> str:
    if title.upper() == "INBOX":
        return "inbox"
    for flag, role in _BY_FLAG.items():
        if flag in flags:
            return role
    mark = (separator or b"").decode("latin-1")
    parts = title.split(mark) if mark else [title]
    if parts[0].upper() == "INBOX":
        parts = parts[1:]
    # Within somebody's own folders a name may mean something else; below the spam folder lies spam.
    for part in parts[:1]:
        if named := _NAMES.get(part.strip().casefold()):
            return named
    if parts[0] in ("[Gmail]", "[Google Mail]") and len(parts) > 1:
        return _NAMES.get(parts[1].strip().casefold(), "own")
    return "own"
