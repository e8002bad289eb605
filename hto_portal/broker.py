"""A worker outlives its broker: what is lost with a connection to Redis is one ring, no worker.

Where Redis goes away in the middle of a task, Celery throws the connection away, and later kombu
(5.7) looks at the settings of that connection to tell Redis of the task. There it finds None, of
which Celery knows no better than to end the worker, and nothing is sent until somebody starts it
again. A connection that is gone is said to be one here; with that both know what to do. The task
itself goes on, and beat rings anew.
"""

from kombu.transport import redis as transport
from redis.exceptions import ConnectionError as Away


class Channel(transport.Channel):
    def _connparams(self, *args, **kwargs):
        # The transport under it, and what that was made for, are taken away when it is closed.
        if getattr(self.connection, "client", None) is None:
            raise Away("this connection to the broker was closed")
        return super()._connparams(*args, **kwargs)


transport.Transport.Channel = Channel
