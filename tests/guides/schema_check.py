"""As much of JSON Schema as our format uses: enough to hold each library file against it, without a dependency."""

import re
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def complaints(data: Any, shape: dict[str, Any], whole: dict[str, Any], where: str = "") -> list[str]:
    """Everything in `data` that does not keep to `shape`, with its place."""
    if "$ref" in shape:
        return complaints(data, whole["$defs"][shape["$ref"].rsplit("/", 1)[1]], whole, where)
    kind = shape.get("type")
    if kind and (not isinstance(data, TYPES[kind]) or (kind == "integer" and isinstance(data, bool))):
        return [f"{where}: should be {kind}"]
    found: list[str] = []
    if "enum" in shape and data not in shape["enum"]:
        found.append(f"{where}: {data!r} is not allowed")
    if "pattern" in shape and not re.search(shape["pattern"], data):
        found.append(f"{where}: {data!r} does not match")
    if hasattr(data, "__len__") and len(data) < shape.get("minLength", shape.get("minItems", 0)):
        found.append(f"{where}: is empty")
    if "minimum" in shape and data < shape["minimum"]:
        found.append(f"{where}: {data} is under {shape['minimum']}")
    if "maximum" in shape and data > shape["maximum"]:
        found.append(f"{where}: {data} is over {shape['maximum']}")
    if isinstance(data, list) and "items" in shape:
        for number, item in enumerate(data):
            found += complaints(item, shape["items"], whole, f"{where}[{number}]")
    if isinstance(data, dict):
        found += _table(data, shape, whole, where)
    for one in shape.get("allOf", ()):
        if not complaints(data, one["if"], whole, where):
            found += complaints(data, one["then"], whole, where)
    return found


def _table(data: dict[str, Any], shape: dict[str, Any], whole: dict[str, Any], where: str) -> list[str]:
    def inside(name: str) -> str:
        return f"{where}.{name}" if where else name

    known = shape.get("properties", {})
    found = [f"{inside(name)}: is missing" for name in shape.get("required", ()) if name not in data]
    for name, value in data.items():
        if not _may_be_called(name, shape.get("propertyNames", {})):
            found.append(f"{where}: the name {name!r} is not allowed")
        if "const" in known.get(name, {}):
            found += [] if value == known[name]["const"] else [f"{inside(name)}: is another"]
        elif name in known:
            found += complaints(value, known[name], whole, inside(name))
        elif shape.get("additionalProperties") is False:
            found.append(f"{inside(name)}: is not known")
        elif isinstance(shape.get("additionalProperties"), dict):
            found += complaints(value, shape["additionalProperties"], whole, inside(name))
    return found


def _may_be_called(name: str, shape: dict[str, Any]) -> bool:
    return bool(re.search(shape.get("pattern", ""), name)) and name not in shape.get("not", {}).get(
        "enum", ()
    )
