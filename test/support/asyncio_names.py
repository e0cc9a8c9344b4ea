"""Prints what asyncio offers, as JSON: each public name, with the public members if it is a class."""

import asyncio
import inspect
import json
import platform
import types


def public(names):
    return sorted(name for name in names if not name.startswith("_"))


def sample(cls):
    """An instance if one can be made without arguments: it has attributes that its class has not."""
    try:
        inspect.signature(cls).bind()
    except (TypeError, ValueError):
        return cls
    return cls()


def members(value):
    if not isinstance(value, type) or issubclass(value, BaseException):
        return []
    return public(dir(sample(value)))


async def main():
    values = {name: getattr(asyncio, name) for name in public(dir(asyncio))}
    return {
        name: members(value)
        for name, value in values.items()
        if not isinstance(value, types.ModuleType)
    }


print(json.dumps({"version": platform.python_version(), "names": asyncio.run(main())}))
