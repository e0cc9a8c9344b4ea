import asyncio


async def job():
    await asyncio.sleep(1)


asyncio.create_task(job())
