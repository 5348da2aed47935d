"""A small OAuth 2 server on loopback: codes with PKCE, codes for another device, tokens that end, and whose they are."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from bench.dovecot import USER

SECRET = "the secret of a client"


@dataclass
class LeaveServer:
    """`asked` are all requests for tokens; `paths` all addresses that were asked, as a log would have them."""

    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    challenge: str = ""
    typed: bool = False
    revoked: bool = False
    lasts: int = 3600
    count: int = 0

    @property
    def client(self) -> dict[str, str]:
        """What a mailbox keeps of it."""
        return {
            "id": "a-client", "authorize": f"{self.address}/authorize", "token": f"{self.address}/token",
            "device": f"{self.address}/device", "scope": "mail offline",
        }  # fmt: skip

    def answer(self, given: dict[str, str]) -> tuple[int, dict[str, object]]:
        """What the endpoint for tokens says."""
        self.asked.append(given)
        if given.get("client_id") != "a-client" or given.get("client_secret") != SECRET:
            return 401, {"error": "invalid_client"}
        kind = given["grant_type"]
        if kind == "authorization_code":
            hashed = hashlib.sha256(given["code_verifier"].encode()).digest()
            if (
                given["code"] != "a-code"
                or base64.urlsafe_b64encode(hashed).rstrip(b"=").decode() != self.challenge
            ):
                return 400, {"error": "invalid_grant"}
        elif kind == "refresh_token":
            if self.revoked or given["refresh_token"] != f"refresh-{self.count}":
                return 400, {"error": "invalid_grant"}
        elif not self.typed:
            return 400, {"error": "authorization_pending"}
        self.count += 1
        return 200, {
            "access_token": f"access-{self.count}", "refresh_token": f"refresh-{self.count}", "expires_in": self.lasts,
        }  # fmt: skip


@contextmanager
def running() -> Iterator[LeaveServer]:
    """A server that is asked until the block ends."""
    told = LeaveServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.paths.append(self.path)
            token = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0]
            known = token == f"access-{told.count}" and told.count > 0
            self._say(200 if known else 401, {"email": USER} if known else {"error": "invalid_token"})

        def do_POST(self) -> None:
            told.paths.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            given = {name: values[0] for name, values in parse_qs(body).items()}
            if self.path == "/device":
                self._say(200, {"device_code": "a-device", "user_code": "WDJB-MJHT", "interval": 1, "expires_in": 600,
                                "verification_uri": "https://leave.example/device"})  # fmt: skip
            else:
                self._say(*told.answer(given))

        def _say(self, code: int, what: dict[str, object]) -> None:
            body = json.dumps(what).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()
