"""shield keeps the inner task alive although the outer one is cancelled."""
import asyncio


async def payment():
    await asyncio.sleep(2)
    print("paid")
    return 42


async def shop(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("shop closes")
        raise


async def main():
    inner = asyncio.create_task(payment())
    outer = asyncio.create_task(shop(inner))
    await asyncio.sleep(1)
    outer.cancel()
    print(await inner, outer.cancelled())


asyncio.run(main())
