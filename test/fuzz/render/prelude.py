import asyncio
import contextvars
import re


class Oops(Exception):
    pass


slots = {}


def slot(name):
    if name not in slots:
        raise Oops(f"no {name}")
    return slots[name]


def log(*parts):
    print(f"{asyncio.get_running_loop().time():g}", *map(show, parts))


def show(value):
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return f"{value:g}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(show, value))}]"
    if isinstance(value, BaseException):
        return show_error(value)
    if asyncio.isfuture(value):
        return show_future(value)
    if isinstance(value, asyncio.Handle):
        return "cancelled handle" if value.cancelled() else "handle"
    if hasattr(value, "isdisjoint"):
        return f"{{{', '.join(sorted(map(show, value)))}}}"
    return without_addresses(str(value))


def show_error(error):
    text = f"{type(error).__name__}({without_addresses(str(error))})"
    if isinstance(error, BaseExceptionGroup):
        text += show(error.exceptions)
    return text if error.__cause__ is None else f"{text} from {show(error.__cause__)}"


def show_future(future):
    is_task = isinstance(future, asyncio.Task)
    name = re.sub(r"-\d+", "", future.get_name()) if is_task else "future"
    if future.cancelled():
        state = "cancelled"
    elif not future.done():
        state = "pending"
    else:
        state = show(future.exception() or future.result())
    asked = future.cancelling() if is_task else 0
    return f"{name}:{state}" + (f" asked {asked}" if asked else "")


def without_addresses(text):
    text = re.sub(r"( object)? at 0x\w+", "", text).replace("<asyncio.locks.", "<")
    return re.sub(r": <(Task|Future|_Gath).*|(?<=in callback) .*", "", text)


def on_error(loop, context):
    if re.search("never retrieved|was destroyed", context["message"]) is None:
        log("handler", context["message"], context.get("exception"))
