"""CloudFormation's YAML as values: its short forms (`!Sub text`) stay short forms, read and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Tagged:
    """A CloudFormation short form, like `!Sub text`."""

    tag: str
    value: Any


class _Loader(yaml.SafeLoader):
    """Reads short forms as `Tagged`."""


def _construct(loader: _Loader, tag: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.ScalarNode):
        return Tagged(tag, loader.construct_scalar(node))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(tag, loader.construct_sequence(node, deep=True))
    assert isinstance(node, yaml.MappingNode)
    return Tagged(tag, loader.construct_mapping(node, deep=True))


_Loader.add_multi_constructor("!", _construct)


class _Dumper(yaml.SafeDumper):
    """No anchors: every resource is read alone."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  PyYAML's signature
        return True


def _represent(dumper: yaml.SafeDumper, tagged: Tagged) -> yaml.Node:
    if isinstance(tagged.value, str):
        return dumper.represent_scalar(f"!{tagged.tag}", tagged.value, style='"' if tagged.tag == "Sub" else None)
    return dumper.represent_sequence(f"!{tagged.tag}", tagged.value, flow_style=True)


_Dumper.add_representer(Tagged, _represent)


def load(text: str) -> Any:
    """Read."""
    return yaml.load(text, _Loader)  # noqa: S506  a safe loader


def block(name: str, resource: dict[str, Any], *, compact: bool = False) -> str:
    """One resource as it stands in a template; `compact` has lists and maps without others inside on one line."""
    text = yaml.dump(
        {name: resource},
        Dumper=_Dumper,
        sort_keys=False,
        width=10_000,
        allow_unicode=True,
        default_flow_style=None if compact else False,
    )
    text = re.sub(r"(!\w+) '([\w:.]+)'", r"\1 \2", text)  # PyYAML quotes whatever has a tag
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
