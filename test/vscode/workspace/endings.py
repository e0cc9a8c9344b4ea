"""Four tasks and four endings: done, failed, cancelled by hand, cancelled with the program."""

import asyncio


async def bake():
    await asyncio.sleep(0.5)
    return "bread"


async def juggle():
    await asyncio.sleep(1)
    raise ValueError("dropped the third ball")


async def wait_for_rain():
    await asyncio.Event().wait()


async def main():
    asyncio.create_task(bake())
    juggler = asyncio.create_task(juggle())
    farmer = asyncio.create_task(wait_for_rain())
    asyncio.create_task(asyncio.sleep(60), name="alarm clock")
    await asyncio.sleep(0.8)
    farmer.cancel()
    await juggler


asyncio.run(main())
