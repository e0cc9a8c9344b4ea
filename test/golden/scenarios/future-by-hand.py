"""A future that a callback fulfils; the callback may even fail."""
import asyncio


def fail():
    raise LookupError("no tea left")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: print("handler:", repr(context["exception"])))
    loop.call_later(1, fail)
    letter = loop.create_future()
    loop.call_later(2, letter.set_result, "hello")
    print(await letter)
    parcel = loop.create_future()
    loop.call_soon(parcel.set_exception, OSError("lost"))
    try:
        await parcel
    except OSError as error:
        print("parcel", error)


asyncio.run(main())
