"""A web server on loopback that has one file, over https."""
import http.server
import ssl
import threading


class WebServer:
    def __init__(self, certificate, path, content, media_type):
        asked = self.asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.headers["Host"] + self.path)
                found = self.path.split("?")[0] == path
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", media_type if found else "text/plain")
                self.end_headers()
                self.wfile.write(content if found else b"")

            def log_message(self, *_):
                """The test says itself what was asked for."""

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), Handler)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True,
                                                 do_handshake_on_connect=False)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()
