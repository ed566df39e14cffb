"""QR codes as inline SVG: black on white with a quiet zone of four modules."""

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4


def qr_svg(data: str, label: str) -> Markup:
    """A square ``<svg>`` for ``data``; ``label`` is read out instead of the picture."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(data)
    code.make(fit=True)
    matrix = code.get_matrix()
    side = len(matrix) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>'
    ) % (side, side, label, side, side, path)
