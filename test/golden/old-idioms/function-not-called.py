import asyncio


async def job(number):
    print(number)


async def main(number=1):
    await asyncio.create_task(job(number))
    await asyncio.create_task(job)


asyncio.run(main)
