"""Pydantic's JSON Schemas (2020-12) in the dialect of OpenAPI 3.0, and an example for every one of them."""

from typing import Any

EXAMPLES = {
    "uuid": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
    "date-time": "2026-11-21T10:30:00.123Z",
    "email": "ada@example.org",
    "uri": "https://hearth.example/",
    "date": "2026-11-21",
}
KEPT = {
    "type",
    "format",
    "description",
    "enum",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "minimum",
    "maximum",
    "nullable",
    "default",
    "example",
    "allOf",
    "anyOf",
    "oneOf",
    "$ref",
    "title",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "multipleOf",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "discriminator",
    "writeOnly",
    "readOnly",
}
"""The keywords that OpenAPI 3.0 knows."""


class Schemas:
    """The `components.schemas` of the document, gathered from pydantic models as they are named."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, Any] = {}

    def ref(self, model: Any) -> dict[str, Any]:
        """A reference to `model`, which is added with all it refers to. Two models of one name are an error."""
        from pydantic import TypeAdapter

        schema = TypeAdapter(model).json_schema(ref_template="#/components/schemas/{model}", mode="validation")
        for name, definition in schema.pop("$defs", {}).items():
            self._add(name, definition)
        if "$ref" in schema:
            return {"$ref": schema["$ref"]}
        self._add(model.__name__, schema)
        return {"$ref": f"#/components/schemas/{model.__name__}"}

    def _add(self, name: str, schema: dict[str, Any]) -> None:
        converted = convert(schema)
        if self.found.setdefault(name, converted) != converted:
            raise ValueError(f"two different schemas are called {name}")

    def example(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """A value of `schema`: what it names as an example, or the plainest one that fits."""
        if "$ref" in schema:
            return self.example(self.found[schema["$ref"].rsplit("/", 1)[1]], depth + 1)
        for name in ("example", "default"):
            if schema.get(name) is not None:
                return schema[name]
        if "enum" in schema:
            return schema["enum"][0]
        for name in ("allOf", "anyOf", "oneOf"):
            if schema.get(name):
                return self.example(schema[name][0], depth + 1)
        if schema.get("nullable") and depth > 6:
            return None
        return self._plain(schema, depth)

    def _plain(self, schema: dict[str, Any], depth: int) -> Any:
        match schema.get("type"):
            case "object":
                return {name: self.example(member, depth + 1) for name, member in schema.get("properties", {}).items()}
            case "array":
                return [] if depth > 8 else [self.example(schema.get("items", {}), depth + 1)]
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return True
            case "string":
                text = EXAMPLES.get(schema.get("format", ""), "text")
                return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", 1000)]
        return None if schema.get("nullable") else {}


def convert(schema: Any) -> Any:
    """One schema of JSON Schema 2020-12 as OpenAPI 3.0 knows it: `nullable`, `enum` for `const`, boolean bounds."""
    if isinstance(schema, list):
        return [convert(member) for member in schema]
    if not isinstance(schema, dict):
        return schema
    result = _nullable({name: value for name, value in schema.items() if name != "title" or isinstance(value, dict)})
    if "const" in result:
        result["enum"] = [result.pop("const")]
    if result.get("examples"):
        result["example"] = result.pop("examples")[0]
    for bound, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(result.get(bound), int | float):
            result[inclusive] = result[bound]
            result[bound] = True
    if "$ref" in result and len(result) > 1:
        result["allOf"] = [{"$ref": result.pop("$ref")}]
    if result.get("default", ...) is None and not result.get("nullable"):
        result.pop("default")
    return {name: _member(name, value) for name, value in result.items() if name in KEPT}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """`anyOf` with null, the way 3.0 says it."""
    choices = schema.get("anyOf") or []
    if {"type": "null"} not in choices:
        return schema
    rest = [choice for choice in choices if choice != {"type": "null"}]
    result = {name: value for name, value in schema.items() if name != "anyOf"}
    if len(rest) > 1:
        result["anyOf"] = rest
    elif "$ref" in rest[0]:
        result["allOf"] = rest
    else:
        result = {**rest[0], **result}
    return {**result, "nullable": True}


def _member(name: str, value: Any) -> Any:
    if name == "properties":
        return {member: convert(schema) for member, schema in value.items()}
    if name in {"default", "example", "enum", "required"}:
        return value
    return convert(value)
