"""An SMTP server as a process of its own: `python -m tests.mail_sink PORT FILE`.

It writes the Message-ID of each mail it took over to FILE before it says so, one to a line.
"""

import asyncio
import re
import sys

from aiosmtpd.smtp import SMTP

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Sink:
    def __init__(self, file):
        self.file = file

    async def handle_DATA(self, server, session, envelope):
        found = MESSAGE_ID.search(envelope.content)
        self.file.write(b"%s\n" % (found[1] if found else b"-"))
        self.file.flush()
        return "250 OK"


async def serve(port, path):
    with open(path, "ab") as file:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(Sink(file), hostname="127.0.0.1"), "127.0.0.1", port
        )
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
