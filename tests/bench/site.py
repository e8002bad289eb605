"""The portal as a WSGI application, with a bare view beside it and the number of queries per page.

Only a request that asks for it with the header X-Count is counted: counting costs time.
"""

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from hto_portal.wsgi import application as portal

override_settings(ROOT_URLCONF="tests.bench.urls").enable()
with override_settings(MIDDLEWARE=[]):
    without_middleware = WSGIHandler()


def application(environ, start_response):
    is_bare = environ["PATH_INFO"].startswith("/bare/")
    answer = without_middleware if is_bare else portal
    if "HTTP_X_COUNT" not in environ:
        return answer(environ, start_response)
    return counted(answer, environ, start_response)


def counted(answer, environ, start_response):
    queries = []

    def count(execute, statement, *rest):
        queries.append(statement)
        return execute(statement, *rest)

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Queries", str(len(queries)))], *rest)

    with connection.execute_wrapper(count):
        return answer(environ, start)
