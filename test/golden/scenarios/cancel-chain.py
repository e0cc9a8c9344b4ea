"""Cancelling a task that awaits a task cancels the innermost first."""
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner leaves")


async def middle():
    try:
        await asyncio.create_task(inner(), name="inner")
    finally:
        print("middle leaves")


async def main():
    task = asyncio.create_task(middle())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main knows", task.cancelled())


asyncio.run(main())
