"""Writes docs/commands.md and docs/data-model.md from the code: `make docs`. A test fails when they are stale."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import msgspec

from sayso import model
from sayso.cli import main

HERE = Path(__file__).parent
CONTRACT = HERE / "contract.md"


def commands() -> str:
    """The command reference: what `--help` says, for every command."""
    return "\n".join(["# Commands", "", "Made by `make docs` from the code.", "", *_command(main, "sayso")])


def _command(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
    )
    yield from (f"## {name}", "", "```", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from _command(found, f"{name} {sub}")


def data_model() -> str:
    """The nouns with their fields, and the JSON contract."""
    parts = ["# The data model", "", "Made by `make docs` from `src/sayso/model.py`.", ""]
    parts += [inspect.cleandoc(model.__doc__ or ""), ""]
    parts += ["## Words with fixed values", ""]
    parts += [f"- {name}: {', '.join(values)}" for name, noun in vars(model).items() if (values := _values(noun))]
    parts += [""]
    for name, noun in vars(model).items():
        if isinstance(noun, type) and issubclass(noun, msgspec.Struct) and noun.__module__ == model.__name__:
            parts += [f"## {name}", "", inspect.cleandoc(noun.__doc__ or ""), "", *_fields(noun), ""]
    return "\n".join(parts) + "\n" + CONTRACT.read_text("utf-8")


def _fields(noun: type[msgspec.Struct]) -> Iterator[str]:
    yield from ("| field | type | default |", "|---|---|---|")
    for field in msgspec.structs.fields(noun):
        kind = inspect.get_annotations(noun).get(field.name, "")
        default = "" if field.required else f"`{field.default!r}`"
        yield f"| {field.name} | `{kind}` | {default} |".replace(" | None`", "` or none")


def _values(noun: object) -> tuple[str, ...]:
    """The values of a Literal, none for anything else."""
    values = get_args(noun)
    return values if values and all(isinstance(value, str) for value in values) else ()


FILES = {"commands.md": commands, "data-model.md": data_model}

if __name__ == "__main__":
    for file, made in FILES.items():
        (HERE / file).write_text(made(), "utf-8")
        print(HERE.name + "/" + file)
