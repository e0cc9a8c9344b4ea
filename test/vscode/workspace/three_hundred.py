"""Three hundred bees that come and go."""

import asyncio


async def fly(number):
    for trip in range(5):
        await asyncio.sleep(0.1 + number % 7 * 0.03)
    if number % 60 == 0:
        print(f"bee {number} is home")


async def main():
    await asyncio.gather(*(fly(number) for number in range(1, 300)))


asyncio.run(main())
