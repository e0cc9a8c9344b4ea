from asyncio import run, sleep


async def inner():
    await sleep(1)
    return 1


async def main():
    return run(inner())


print(run(main()))
