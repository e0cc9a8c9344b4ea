import asyncio


async def job(name):
    await asyncio.sleep(1)
    return name


if __name__ == "__main__":
    both = asyncio.gather(job("a"), job("b"))
    loop = asyncio.get_event_loop()
    print(loop.run_until_complete(both))
