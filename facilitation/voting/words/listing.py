"""Options of a round by their titles, as sentences name them."""

from collections.abc import Sequence

from ...language import gettext
from .said import Shown


def quoted(shown: Shown, keys: Sequence[str]) -> str:
    """„Sonnensegel“, „Baumkübel“ und „Markthalle“."""
    titles = {option["key"]: option["title"] for option in shown.wording["options"]}
    named = [f"„{titles[key]}“" for key in keys]
    if len(named) < 2:
        return "".join(named)
    return gettext("%(first)s und %(last)s", first=", ".join(named[:-1]), last=named[-1])
