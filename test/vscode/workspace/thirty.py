"""Thirty guests and four waiters: a semaphore, and one waiter who counts the change by hand."""

import asyncio
import time

waiters = asyncio.Semaphore(4)


async def guest(number):
    async with waiters:
        await asyncio.sleep(0.2)
        if number == 12:
            time.sleep(0.4)


async def main():
    async with asyncio.TaskGroup() as group:
        for number in range(1, 30):
            group.create_task(guest(number), name=f"guest {number}")


asyncio.run(main())
