"""An SMTP server as a process of its own: `python -m tests.mail_sink PORT FILE`.

It writes the Message-ID of each mail it took over to FILE before it says so, one to a line.
"""

import asyncio
import re
import sys

from aiosmtpd.smtp import SMTP

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


class Sink:
    file = None

    async def handle_DATA(self, server, session, envelope):
        found = MESSAGE_ID.search(envelope.content)
        self.file.write(b"%s\n" % (found[1] if found else b"-"))
        self.file.flush()
        return "250 OK"


async def serve(port, path):
    loop = asyncio.get_running_loop()
    sink = Sink()
    server = await loop.create_server(lambda: SMTP(sink, hostname="127.0.0.1"), "127.0.0.1", port)
    # The file is there once the server listens.
    with open(path, "ab") as sink.file:
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
