"""A real Dovecot on loopback, in a folder of its own, as whoever starts it: for tests and measurements."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

PASSWORD = "a long secret of nobody"
USER = "mira@example.org"
#: Folders that every mailbox has: name → what it is for.
FOLDERS = {
    "Sent": r"\Sent",
    "Drafts": r"\Drafts",
    "Trash": r"\Trash",
    "Junk": r"\Junk",
    "Archive": r"\Archive",
}


@dataclass
class Dovecot:
    """A server that runs; `deliver` puts mails where it finds them."""

    place: Path
    plain: int
    tls: int
    version: tuple[int, int]
    users: dict[str, str] = field(default_factory=lambda: {USER: PASSWORD})

    @property
    def mail_ids(self) -> tuple[int, int]:
        """As whom mail is read: whoever started the server, but never root, which Dovecot refuses."""
        if os.geteuid():
            return os.geteuid(), os.getegid()
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid

    @property
    def authority(self) -> Path:
        """The certificate that vouches for the server's."""
        return self.place / "authority.pem"

    def maildir(self, folder: str = "INBOX", user: str = USER) -> Path:
        """Where the messages of a folder lie."""
        root = self.place / "mail" / user
        return root if folder == "INBOX" else root / f".{folder.replace('/', '.')}"

    def deliver(
        self, messages: Iterable[bytes], folder: str = "INBOX", user: str = USER, seen: bool = True
    ) -> None:
        """Put messages into a folder, in this order."""
        box = self.maildir(folder, user)
        for name in ("cur", "new", "tmp"):
            (box / name).mkdir(parents=True, exist_ok=True)
        there = sum(1 for name in ("cur", "new") for _ in (box / name).iterdir())
        for number, raw in enumerate(messages, there):
            # Dovecot takes the order from the name.
            name = f"{1_600_000_000 + number}.M{number}P1.host"
            # One in five has flags of its own, so that a changed one would be seen.
            flags = ("S", "S", "FS", "RS", "")[number % 5]
            (box / "cur" / f"{name}:2,{flags}" if seen else box / "new" / name).write_bytes(raw)
        self._hand_over()

    def _hand_over(self) -> None:
        """Started by root, the files belong to whom the server reads them as."""
        if os.geteuid() == 0:
            subprocess.run(
                ["chown", "-R", ":".join(map(str, self.mail_ids)), self.place / "mail"], check=True
            )

    def forget_numbers(self, folder: str = "INBOX", user: str = USER) -> None:
        """Let the server number a folder anew, as after a repair: another UIDVALIDITY, other UIDs."""
        for file in self.maildir(folder, user).glob("dovecot*"):
            file.unlink()
        time.sleep(1.1)  # it is a time in whole seconds

    def flags(self, user: str = USER) -> dict[str, str]:
        """Message → its flags, over all folders; a message that only came is marked so."""
        found = {}
        for file in (self.place / "mail" / user).rglob("*"):
            if file.parent.name not in ("cur", "new"):
                continue
            name, _, flags = file.name.partition(":2,")
            folder = file.parent.parent.relative_to(self.place / "mail" / user)
            found[f"{folder}/{name}"] = flags
        return found

    def set_users(self, users: Mapping[str, str]) -> None:
        """Write who may come in, with which word; the server looks at the time of the file in whole seconds."""
        if (self.place / "users").exists():
            time.sleep(1.1)
        self.users = dict(users)
        lines = [f"{user}:{{PLAIN}}{password}:::::" for user, password in users.items()]
        (self.place / "users").write_text("\n".join(lines) + "\n")
        (self.place / "users").chmod(0o644)


def installed() -> str:
    """The program; "" when it is not there."""
    # Some accounts leave the folders of system programs out of their path.
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""


@contextmanager
def running(*, tokens: str = "", expired: bool = False) -> Iterator[Dovecot]:
    """Start a server; it ends with the block. `tokens` is an address that says whose an access token is."""
    program = installed()
    assert program, "tools/system-packages.sh installs dovecot-imapd"
    place = Path(tempfile.mkdtemp(prefix="onward-dovecot-"))
    # Its parts may run as users of their own.
    place.chmod(0o755)
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = (int(part) for part in said.split()[0].split(".")[:2])
    server = Dovecot(place, _free_port(), _free_port(), (major, minor))
    _certificates(place, expired=expired)
    server.set_users(server.users)
    (place / "mail").mkdir()
    server._hand_over()
    settings = place / "dovecot.conf"
    settings.write_text(_settings(server, tokens))
    process = subprocess.Popen(
        [program, "-F", "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(place, ignore_errors=True)


def _wait(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            told = (process.stderr.read() if process.stderr else b"").decode(errors="replace")
            log = server.place / "log"
            raise RuntimeError(f"Dovecot ended: {told} {log.read_text() if log.exists() else ''}")
        try:
            with socket.create_connection(("127.0.0.1", server.plain), 5) as made:
                if made.recv(100).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Dovecot does not answer.")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _settings(server: Dovecot, tokens: str) -> str:
    """The settings, in the language of 2.3 or of 2.4.

    Those of 2.4 follow its documentation; they were never run, as Debian 12 has 2.3 alone.
    """
    old = server.version < (2, 4)
    place = server.place
    root = os.geteuid() == 0
    # A plain user can run it only as themselves; root's parts that face outwards run as the package's users.
    inner = "dovecot" if root else getpass.getuser()
    outer = "dovenull" if root else getpass.getuser()
    group = "dovecot" if root else grp.getgrgid(os.getegid()).gr_name
    lines = [] if old else ["dovecot_config_version = 2.4.0", "dovecot_storage_version = 2.4.0"]
    lines += [
        f"base_dir = {place}/run", f"state_dir = {place}/state", f"log_path = {place}/log", "protocols = imap",
        "listen = 127.0.0.1", f"default_internal_user = {inner}", f"default_internal_group = {group}",
        f"default_login_user = {outer}", "first_valid_uid = 0", "first_valid_gid = 0",
        "auth_mechanisms = plain login" + (" xoauth2 oauthbearer" if tokens else ""),
        "auth_failure_delay = 0", "mail_max_userip_connections = 50", "mailbox_list_index = no" if old else "",
        f"service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = {server.plain}\n  }}\n"
        f"  inet_listener imaps {{\n    port = {server.tls}\n    ssl = yes\n  }}\n}}",
        "service anvil {\n  chroot =\n}", "service stats {\n  chroot =\n}",
        "ssl = yes",
    ]  # fmt: skip
    ids = f"uid={server.mail_ids[0]} gid={server.mail_ids[1]} home={place}/mail/%u"
    boxes = "".join(
        f"  mailbox {name} {{\n    special_use = {use}\n    auto = create\n  }}\n"
        for name, use in FOLDERS.items()
    )
    lines.append("namespace inbox {\n  inbox = yes\n  separator = /\n" + boxes + "}")
    if old:
        lines += [
            f"mail_location = maildir:{place}/mail/%u", "disable_plaintext_auth = no",
            f"ssl_cert = <{place}/server.pem", f"ssl_key = <{place}/server.key",
            f"passdb {{\n  driver = passwd-file\n  args = scheme=PLAIN username_format=%u {place}/users\n}}",
            f"userdb {{\n  driver = static\n  args = {ids} allow_all_users=yes\n}}",
        ]  # fmt: skip
        if tokens:
            told = place / "oauth2.conf"
            told.write_text(f"tokeninfo_url = {tokens}\nusername_attribute = email\nusername_format = %u\n")
            lines.append(
                f"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = {told}\n}}"
            )
    else:
        fields = "".join(f"    {pair.replace('=', ' = ')}\n" for pair in ids.replace("%u", "%{user}").split())
        lines += [
            "mail_driver = maildir", f"mail_path = {place}/mail/%{{user}}", "auth_allow_cleartext = yes",
            f"ssl_server_cert_file = {place}/server.pem", f"ssl_server_key_file = {place}/server.key",
            f"passdb passwd-file {{\n  passwd_file_path = {place}/users\n  passdb_default_password_scheme = plain\n}}",
            f"userdb static {{\n  fields {{\n{fields}  }}\n}}",
        ]  # fmt: skip
        if tokens:
            # Since 2.4 the mechanism asks by itself; a password database would be for passwords as grants.
            lines.append(f"oauth2 {{\n  tokeninfo_url = {tokens}\n  username_attribute = email\n}}")
    return "\n".join(line for line in lines if line) + "\n"


def _certificates(place: Path, *, expired: bool) -> None:
    """An authority of its own and a certificate for this machine, as real ones are made."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    now = datetime.now(UTC)
    begin, end = now - timedelta(days=40), now + timedelta(days=-1 if expired else 40)

    def made(name: str, key: ec.EllipticCurvePrivateKey, issuer: str) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end if name != "An authority" else now + timedelta(days=40))
        )

    over, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    authority = (
        made("An authority", over, "An authority")
        .add_extension(x509.BasicConstraints(True, None), True)
        .add_extension(usage, True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(over.public_key()), False)
        .sign(over, hashes.SHA256())
    )
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    server = (
        made("localhost", own, "An authority")
        .add_extension(names, False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(over.public_key()), False)
        .sign(over, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (place / "authority.pem").write_bytes(authority.public_bytes(pem))
    (place / "server.pem").write_bytes(server.public_bytes(pem))
    (place / "server.key").write_bytes(
        own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def fingerprint(server: Dovecot) -> str:
    """The SHA-256 of the server's certificate, as people compare it."""
    import hashlib

    body = ssl.PEM_cert_to_DER_cert((server.place / "server.pem").read_text())
    digest = hashlib.sha256(body).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, 64, 2))
