"""A server on loopback that signs each request again with botocore and answers 200 where the signatures agree, else 403.

usage: python tools/aws-rig/verify_signatures.py --access-key KEY --secret-key SECRET [--token TOKEN] [--now SECONDS]

It prints its port as its first line and ends when its standard input does. The keys are made up by whoever starts it.
"""

import argparse
import datetime
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from signatures import Key, Received, Refusal, verify


def check(handler: BaseHTTPRequestHandler, body: bytes, options: argparse.Namespace) -> None:
    key = Key(options.access_key, options.secret_key, options.token)
    request = Received(handler.command, handler.requestline.split(" ")[1], handler.headers, body)
    now = options.now or datetime.datetime.now(datetime.timezone.utc).timestamp()
    verify(request, {key.access_key: key}.get, now=now, region=options.region, service=options.service)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            check(self, body, self.server.options)
            status, document = 200, {}
        except Refusal as refusal:
            status, document = 403, {"__type": "SignatureDoesNotMatch", "message": str(refusal)}
        except Exception as error:  # A hostile request must not end the server.
            status, document = 403, {"__type": "SignatureDoesNotMatch", "message": f"the request can't be read ({type(error).__name__})"}
        text = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = answer

    def log_message(self, *arguments):
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--access-key", required=True)
    parser.add_argument("--secret-key", required=True)
    parser.add_argument("--token")
    parser.add_argument("--region", default="eu-central-1")
    parser.add_argument("--service", help="refuse every other service")
    parser.add_argument("--now", type=float, help="seconds since 1970; the clock where it is left out")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    server.options = options
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
