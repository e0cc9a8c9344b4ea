"""gather with return_exceptions collects errors; without, the first one comes out and the rest goes on."""
import asyncio


async def work(number):
    await asyncio.sleep(number)
    if number == 2:
        raise ValueError("two")
    print("work", number)
    return number


async def main():
    print(await asyncio.gather(work(1), work(2), return_exceptions=True))
    try:
        await asyncio.gather(work(2), work(3))
    except ValueError as error:
        print("first error:", error)
    await asyncio.sleep(2)


asyncio.run(main())
