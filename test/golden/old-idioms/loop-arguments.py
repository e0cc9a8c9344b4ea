import asyncio


async def work(queue, loop):
    await queue.put(await asyncio.sleep(1, result="done", loop=loop))


async def main(loop):
    queue = asyncio.Queue(loop=loop)
    tasks = [
        asyncio.ensure_future(work(queue, loop), loop=loop),
    ]
    await asyncio.wait(tasks, loop=loop, timeout=5)
    print(await asyncio.wait_for(queue.get(), 1, loop=loop))


loop = asyncio.new_event_loop()
loop.run_until_complete(main(loop))
