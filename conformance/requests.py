"""Requests to AWS, against botocore's own description of its services.

In: a JSON list of {"name", "service", "operation", "request"}. Out: {"values", "unreadable", "faults"}: how many values were
held against the description, patterns that Python cannot read, and by request's name what is wrong.

botocore's validator knows types, required and unknown members, and least lengths; enums, patterns and the greatest lengths
and numbers stand in the description and are checked here.
"""

import json
import re
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

values = 0
unreadable = set()


def check(shape, value, path):
    """Yields what the validator of botocore leaves out."""
    global values
    values += 1
    if value is None:
        return
    kind = shape.type_name
    if kind == "structure":
        for name, each in value.items():
            if name in shape.members:
                yield from check(shape.members[name], each, f"{path}.{name}")
        if getattr(shape, "is_tagged_union", False) and len(value) != 1:
            yield f"{path}: expected one member of {shape.name}, got {len(value)}"
        return
    metadata = shape.metadata
    if kind == "list":
        yield from check_size(metadata, len(value), path, "items")
        for i, each in enumerate(value):
            yield from check(shape.member, each, f"{path}.{i}")
    elif kind == "map":
        yield from check_size(metadata, len(value), path, "entries")
        for name, each in value.items():
            yield from check(shape.key, name, f"{path}.{name}")
            yield from check(shape.value, each, f"{path}.{name}")
    elif kind == "string":
        yield from check_size(metadata, len(value), path, "characters")
        if shape.enum and value not in shape.enum:
            yield f"{path}: expected one of {', '.join(shape.enum)}, got {value}"
        pattern = metadata.get("pattern")
        if pattern is not None:
            try:
                if re.fullmatch(readable(pattern), value) is None:
                    yield f"{path}: expected {pattern}, got {value}"
            except re.error:
                unreadable.add(pattern)
    elif kind in ("integer", "long", "float", "double"):
        yield from check_size(metadata, value, path, "")


def readable(pattern):
    """Java's way of writing characters beyond 16 bits, and of ignoring case from the middle on, as Python has them."""
    pattern = pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")
    return "(?i)" + pattern.replace("(?i)", "") if "(?i)" in pattern else pattern


def check_size(metadata, size, path, unit):
    least, most = metadata.get("min"), metadata.get("max")
    if (least is not None and size < least) or (most is not None and size > most):
        yield f"{path}: expected {least} to {most} {unit}, got {size}".replace(" ,", ",")


def main():
    loader = Loader()
    models = {}
    faults = {}
    for each in json.load(sys.stdin):
        service, request = each["service"], each["request"]
        if service not in models:
            models[service] = ServiceModel(loader.load_service_model(service, "service-2"), service)
        shape = models[service].operation_model(each["operation"]).input_shape
        report = ParamValidator().validate(request, shape)
        found = report.generate_report().splitlines() if report.has_errors() else []
        # What is of another type than it should be cannot be looked into further.
        found += [] if found else list(check(shape, request, each["operation"]))
        if found:
            faults[each["name"]] = found
    json.dump({"values": values, "unreadable": sorted(unreadable), "faults": faults}, sys.stdout)


main()
