import asyncio
from asyncio import JoinableQueue


async def main():
    queue = JoinableQueue()
    queue.put_nowait(1)
    print(queue.qsize(), len(asyncio.Task.all_tasks()))
    print(asyncio.Task.current_task() in asyncio.Task.all_tasks())
    asyncio.get_child_watcher()


asyncio.run(main())
