"""An HTTP/1.1 server on loopback that answers byte for byte what a test says, with TLS if wanted."""

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Answer = Callable[["Asked"], bytes | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived, and the how-manieth of the server and of its connection it is, from 1."""

    line: str
    headers: dict[str, str]
    body: bytes
    number: int
    of_connection: int


@dataclass(slots=True)
class Server:
    """What was asked. `answer` returns what goes back; None closes the connection instead."""

    url: str
    answer: Answer
    asked: list[Asked] = field(default_factory=list)
    connections: list[socket.socket] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def hang(self) -> None:
        """Let a request wait until the test is over."""
        self.release.wait(30)

    def drop_connections(self) -> None:
        """Close what the client keeps open."""
        for one in self.connections:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def serve(self, connection: socket.socket) -> None:
        """One connection to its end."""
        count = 0
        with contextlib.suppress(OSError), connection, connection.makefile("rb") as stream:
            while line := stream.readline():
                headers = {}
                while (header := stream.readline().decode("latin-1").strip()) != "":
                    name, _, value = header.partition(":")
                    headers[name.lower()] = value.strip()
                body = stream.read(int(headers.get("content-length", "0")))
                count += 1
                with self.lock:
                    asked = Asked(line.decode("latin-1").strip(), headers, body, len(self.asked) + 1, count)
                    self.asked.append(asked)
                answer = self.answer(asked)
                if answer is None:
                    connection.shutdown(socket.SHUT_RDWR)
                    return
                connection.sendall(answer)
                if b"\nconnection: close" in answer.lower():
                    return


def http(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A plain answer."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def running(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """The server, as long as the test needs it."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    server = Server(f"{'https' if tls else 'http'}://127.0.0.1:{listener.getsockname()[1]}", answer)

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=begin, args=(connection,), daemon=True).start()

    def begin(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            secured = tls.wrap_socket(connection, server_side=True) if tls else connection
            server.connections.append(secured)
            server.serve(secured)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        server.drop_connections()
        thread.join()


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """TLS for a server at 127.0.0.1, and for a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    address = x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(secret + pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "both.pem")
    return server, ssl.create_default_context(cadata=pem.decode())
