"""With the eager factory a task begins inside create_task, before its creator goes on."""
import asyncio


async def quick():
    print("quick")
    return "no turn of the loop needed"


async def slow():
    print("slow begins")
    await asyncio.sleep(1)
    print("slow ends")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    print("before")
    first = asyncio.create_task(quick())
    second = asyncio.create_task(slow(), name="slowpoke")
    print("after", first.done(), second.done())
    print(await first)
    await second


asyncio.run(main())
