"""The same program as twins.ts: the same variables at the same moments."""

import asyncio


async def fetch(url, delay):
    await asyncio.sleep(delay)
    text = url * 2
    await asyncio.sleep(delay)
    return text


async def courses(count):
    dish = "soup"
    for _ in range(count):
        await asyncio.sleep(1)
        yield dish


async def main():
    def greet():
        return "hello"

    task = asyncio.create_task(fetch("a", 2), name="fetcher")
    first = await fetch("b", 1)
    course = ""
    async for course in courses(2):
        total = len(course)
        await asyncio.sleep(total)
        del total
    return await task, first, greet


asyncio.run(main())
