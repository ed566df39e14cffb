"""click speaks German here: its headings and what it says about wrong usage."""

from pathlib import Path
from typing import Any

import click

HEADINGS = {"Options": "Optionen", "Commands": "Befehle"}


class GermanFormatter(click.HelpFormatter):
    """Help with German headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[OPTIONEN]").replace("COMMAND", "BEFEHL")
        super().write_usage(prog, args.replace("[ARGS]...", "[WEITERES]..."), "Aufruf: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))


class GermanContext(click.Context):
    """A context whose help is German."""

    formatter_class = GermanFormatter


class Port(click.ParamType):
    """A number that a server can listen on."""

    name = "NUMMER"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        text = str(value)
        if not text.isdecimal() or int(text) > 65_535:
            self.fail(f"„{text}“ ist keine Zahl zwischen 0 und 65535.", param, ctx)
        return int(text)


class File(click.ParamType):
    """The name of a file, there or not yet."""

    name = "DATEI"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        path = Path(str(value))
        if path.is_dir():
            self.fail(f"„{path}“ ist ein Ordner. Bitte nennen Sie eine Datei.", param, ctx)
        return path


class Whole(click.IntRange):
    """A whole number between two bounds."""

    name = "zahl"

    def _describe_range(self) -> str:
        return _range(self.min, self.max)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(_between("ganze Zahl", value, self.min, self.max), param, ctx)


class Decimal(click.FloatRange):
    """A number between two bounds, with a point or without."""

    name = "zahl"

    def _describe_range(self) -> str:
        return _range(self.min, self.max)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            return float(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(_between("Zahl", value, self.min, self.max), param, ctx)


def _between(what: str, given: object, least: float | None, most: float | None) -> str:
    return f"„{given}“ ist keine {what} von {_range(least, most)}."


def _range(least: float | None, most: float | None) -> str:
    return f"{least} bis {most}".replace(".", ",")


class Choice(click.Choice[str]):
    """One word of several."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        return f"„{value}“ gibt es nicht, möglich sind: {', '.join(self.choices)}."


class Command(click.Command):
    """A command with German help."""

    context_class = GermanContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "Zeigt diese Hilfe."
        return option


class Group(Command, click.Group):
    """A group of commands with German help."""

    command_class = Command


def usage_sentence(error: click.UsageError) -> str:
    """One German sentence for what was wrong in the command line."""
    ask = "Was es gibt, zeigt „python3 app.py --help“."
    match error:
        case click.NoSuchOption():
            near = (
                f" Gemeint war vielleicht {error.possibilities[0]}." if error.possibilities else ""
            )
            return f"Die Option {error.option_name} gibt es nicht.{near} {ask}"
        case click.MissingParameter() if error.param:
            return f"Es fehlt noch {error.param.human_readable_name}. {ask}"
        case click.BadParameter() if error.param:
            return f"Mit {_name(error.param)} stimmt etwas nicht: {error.message} {ask}"
        case click.BadOptionUsage():
            return f"Nach {error.option_name} fehlt eine Angabe. {ask}"
        case click.NoSuchCommand():
            return f"Den Befehl „{error.command_name}“ gibt es nicht. {ask}"
    return f"Das war eine Angabe zu viel oder zu wenig. {ask}"


def _name(parameter: click.Parameter) -> str:
    return (
        parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
    )
