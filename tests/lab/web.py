"""A web server for the whole lab: a tree of pages for each host, and a record of what was asked."""
import collections
import http.server
import socket
import socketserver
import ssl
import threading
import time
import urllib.parse

Request = collections.namedtuple("Request", "scheme host path query method headers")
Page = collections.namedtuple("Page", "body kind status headers", defaults=("text/xml", 200, ()))

NOT_FOUND = Page(b"<html><body>Tidak ada</body></html>", "text/html", 404)


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection, one answer: PAGE of the server's tree, or a behaviour that sends its own."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def setup(self):
        if self.server.context:
            self.request.settimeout(self.timeout)
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self):
        super().finish()
        self.request.close()

    def answer(self):
        self.close_connection = True
        host = self.headers.get("Host", "").partition(":")[0].lower()
        path, _, query = self.path.partition("?")
        self.server.web.requests.append(Request(
            self.server.scheme, host, path, query, self.command, str(self.headers)))
        page = self.server.web.find(self.server.scheme, host, path)
        if callable(page):
            page(self)
        else:
            self.send(page)

    do_GET = do_HEAD = do_POST = do_OPTIONS = answer

    def send(self, page):
        self.begin(page, len(page.body))
        self.wfile.write(page.body)

    def begin(self, page, length=None):
        """The head of an answer; without LENGTH its end is that of the connection."""
        self.send_response(page.status)
        self.send_header("Content-Type", page.kind)
        for name, value in page.headers:
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()

    def date_time_string(self, timestamp=None):
        return super().date_time_string(time.time() + self.server.web.shift)

    def log_message(self, *_):
        pass


class Listener(socketserver.ThreadingTCPServer):
    """ADDRESS, PORT in the server's namespace; 443 is spoken inside TLS."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, web, address, port):
        self.web = web
        self.scheme = "https" if port == 443 else "http"
        self.context = web.context if port == 443 else None
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, port), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        pass  # the other side left, or did not like the certificate: its right


class Web:
    """All web sites of the lab.

    pages: {"https://host/path": Page or behaviour}; "https://host/*" answers for all other paths.
    requests: every #Request so far, in the order of its coming.
    shift: seconds by which its clock is ahead.
    """

    def __init__(self, space, pem):
        self.space, self.pages, self.requests = space, {}, []
        self.contexts, self.shift = {}, 0
        self.context = self.load(pem)
        self.context.sni_callback = self.choose

    @staticmethod
    def load(pem):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    def choose(self, connection, name, _):
        connection.context = self.contexts.get(name, self.context)

    def certificate(self, host, pem):
        """HOST shows this certificate in place of the good one."""
        self.contexts[host] = self.load(pem)

    def listen(self, address, ports=(80, 443)):
        with self.space.server.inside():
            for port in ports:
                Listener(self, address, port)

    def find(self, scheme, host, path):
        site = "%s://%s" % (scheme, host)
        return self.pages.get(site + path, self.pages.get(site + "/*", NOT_FOUND))

    def asked(self, domain):
        """The requests that concern DOMAIN: of its hosts, or with its name in the path or query."""
        return [request for request in list(self.requests)
                if (request.host + "/").endswith((domain + "/", "." + domain + "/"))
                or domain in request.path
                or domain in urllib.parse.unquote(request.query)]

    def urls(self, domain):
        """Where something was asked for DOMAIN, without queries."""
        return {"%s://%s%s" % (request.scheme, request.host, request.path)
                for request in self.asked(domain)}


# Behaviours that no page can have

def redirect(where, status=302):
    return Page(b"", "text/html", status, (("Location", where),))


def huge(megabytes):
    """A body that says its length and keeps the promise, for who reads it."""
    def behave(handler):
        handler.begin(Page(b""), megabytes << 20)
        handler.wfile.write(b"<clientConfig version='1.1'>\n")
        for _ in range(megabytes):
            handler.wfile.write(b" " * (1 << 20))
    return behave


def drip(seconds):
    """A byte of a good beginning every tenth of a second."""
    def behave(handler):
        handler.begin(Page(b""), 1 << 16)
        for i in range(seconds * 10):
            handler.wfile.write(b"<clientConfig version='1.1'>"[i:i + 1] or b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    return behave


def cut(page):
    """Promises more than it sends."""
    def behave(handler):
        handler.begin(page, len(page.body) + 100)
        handler.wfile.write(page.body)
    return behave


def raw(data):
    """Sends DATA in place of any HTTP."""
    def behave(handler):
        handler.wfile.write(data)
    return behave
