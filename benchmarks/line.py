"""A line between a browser and a server that counts what comes down: bytes after compression."""

import contextlib
import socket
import threading


class Line:
    """Forwards connections from a free port of its own to `server` (a port of this machine)."""

    def __init__(self, server: int) -> None:
        self.received = 0
        """Bytes that the server has sent, headers and frames included."""
        self._server = server
        self._listener = socket.create_server(("localhost", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the server has gone: so does the line
            while True:
                browser, _ = self._listener.accept()
                server = socket.create_connection(("localhost", self._server))
                for source, target in ((browser, server), (server, browser)):
                    forward = threading.Thread(
                        target=self._forward, args=(source, target, source is server), daemon=True
                    )
                    forward.start()

    def _forward(self, source: socket.socket, target: socket.socket, down: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                self.received += len(data) if down else 0
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
