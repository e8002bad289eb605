"""An SMTP server as a process of its own: `python -m tests.mail_sink PORT FILE [MILLISECONDS]`.

It writes the Message-ID of each mail it took over to FILE before it says so, one to a line. With
MILLISECONDS it thinks that long about each mail, as a server across a network does, and meanwhile
uses no processor.
"""

import asyncio
import re
import sys

from aiosmtpd.smtp import SMTP

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Sink:
    file = None

    def __init__(self, pause):
        self.pause = pause

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause)
        found = MESSAGE_ID.search(envelope.content)
        self.file.write(b"%s\n" % (found[1] if found else b"-"))
        self.file.flush()
        return "250 OK"


async def serve(port, path, milliseconds=0):
    loop = asyncio.get_running_loop()
    sink = Sink(int(milliseconds) / 1000)
    server = await loop.create_server(lambda: SMTP(sink, hostname="127.0.0.1"), "127.0.0.1", port)
    # The file is there once the server listens.
    with open(path, "ab") as sink.file:
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), *sys.argv[2:]))
