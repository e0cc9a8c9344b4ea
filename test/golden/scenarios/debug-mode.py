"""Debug mode logs a step that took too long."""
import asyncio
import time


async def main():
    await asyncio.sleep(1)
    time.sleep(0.25)
    print("slept badly")


asyncio.run(main(), debug=True)
