import asyncio


async def job(number):
    await asyncio.sleep(number)
    print(number)


async def main():
    await asyncio.wait([job(1), job(2)])
    await asyncio.wait(job(number) for number in range(2))
    jobs = map(job, (3, 4))
    await asyncio.wait(jobs, timeout=10)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.run_until_complete(asyncio.wait([job(5)]))
