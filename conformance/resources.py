"""Resources that Cloud Control is asked for, against CloudFormation's own schemas, which it checks them by (cfn-lint brings them).

In: a JSON list of {"name", "type", "state"}. Out: {"faults"}: by resource's name what is wrong.
"""

import json
import sys
from pathlib import Path

import cfnlint
from cfnlint.jsonschema import StandardValidator

REGION = "us-east-1"
folder = Path(cfnlint.__file__).parent / "data/schemas"
index = json.loads((folder / f"providers/{REGION}.json").read_text())


def load(kind):
    schema = json.loads((folder / f"resources/{index[kind]}.json").read_text())
    # What only AWS may say, such as an ARN, is nothing to ask for.
    for path in schema.get("readOnlyProperties", []):
        schema["properties"].pop(path.removeprefix("/properties/"), None)
    return StandardValidator(schema)


def main():
    validators = {}
    faults = {}
    for each in json.load(sys.stdin):
        kind = each["type"]
        if kind not in validators:
            validators[kind] = load(kind)
        found = [
            f"{'.'.join(str(part) for part in error.path)}: {error.message[:300]}"
            for error in validators[kind].iter_errors(each["state"])
        ]
        if found:
            faults[each["name"]] = found
    json.dump({"faults": faults}, sys.stdout)


main()
