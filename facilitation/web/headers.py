"""Security headers for every answer; the policy allows no inline script or style."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src {connect}; form-action 'self'; frame-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'"
)


def add_headers(app: Flask) -> None:
    """Send the headers with every answer of ``app``."""

    @app.after_request
    def protect(response: Response) -> Response:
        scheme = "wss" if request.is_secure else "ws"
        # Old Safari doesn't count a socket as 'self'.
        connect = f"'self' {scheme}://{request.host}"
        response.headers["Content-Security-Policy"] = POLICY.format(connect=connect)
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Nothing to third parties. With "no-referrer" our own forms would send "Origin: null".
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint == "static":
            # A page takes dozens of files, and a hall has a poor network: the next page asks for
            # none of them again. After an update no browser uses old ones for longer than this.
            response.headers["Cache-Control"] = "max-age=60"
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
