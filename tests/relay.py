"""A port in front of a server, which can be cut: its connections break, and no new one opens."""

import socket
import socketserver
import threading
from contextlib import contextmanager, suppress


class Passage(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.create_connection(self.server.target) as beyond:
            ends = (self.request, beyond)
            self.server.ends.update(ends)
            back = threading.Thread(target=carry, args=(beyond, self.request), daemon=True)
            back.start()
            carry(self.request, beyond)
            back.join()
            self.server.ends.difference_update(ends)


def carry(source, target):
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        hang_up(end)


def hang_up(end):
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


class Relay(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, target):
        super().__init__(("127.0.0.1", 0), Passage)
        self.target, self.ends, self.is_open = target, set(), True

    @property
    def port(self):
        return self.server_address[1]

    def verify_request(self, request, client_address):
        return self.is_open

    def cut(self):
        self.is_open = False
        for end in list(self.ends):
            hang_up(end)

    def mend(self):
        self.is_open = True


@contextmanager
def relay_to(host, port):
    """A Relay that runs."""
    with Relay((host, port)) as relay:
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        yield relay
        relay.cut()
        relay.shutdown()
