"""Sockets and TLS for the two HTTP clients that do without the SDK: `hearth.table.transport` and `hearth.live.pool`."""

import socket
import ssl

IDLE_SECONDS = 50
"""AWS closes a connection that was idle for about a minute."""


def trust() -> ssl.SSLContext:
    """TLS as the SDK does it, with its certificates."""
    from botocore.httpsession import get_cert_path

    return ssl.create_default_context(cafile=get_cert_path(True))


def quiet(sock: socket.socket) -> bool:
    """Whether nothing has come on an idle connection; all that can come there is its end."""
    seconds = sock.gettimeout()
    sock.setblocking(False)
    try:
        socket.socket.recv(sock, 1, socket.MSG_PEEK)  # below TLS, if there is any
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        sock.settimeout(seconds)
    return False
