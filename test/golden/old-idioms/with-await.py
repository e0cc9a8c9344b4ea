import asyncio


async def main():
    lock, limit = asyncio.Lock(), asyncio.Semaphore(2)
    with await lock:
        print("locked", lock.locked())
    with (await limit), (await lock):
        print("both")


asyncio.run(main())
