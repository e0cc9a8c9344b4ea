"""An event wakes all who wait, a condition as many as it is told to, a barrier the whole party."""
import asyncio


async def at_event(event):
    await event.wait()
    print("event")


async def at_condition(condition, number):
    async with condition:
        await condition.wait()
        print("condition", number)


async def at_barrier(barrier, number):
    await asyncio.sleep(number)
    async with barrier as place:
        print("barrier", number, place)


async def main():
    event, condition, barrier = asyncio.Event(), asyncio.Condition(), asyncio.Barrier(2)
    async with asyncio.TaskGroup() as group:
        for _ in range(2):
            group.create_task(at_event(event))
        for number in range(2):
            group.create_task(at_condition(condition, number))
            group.create_task(at_barrier(barrier, number))
        await asyncio.sleep(1)
        event.set()
        async with condition:
            condition.notify()
        await asyncio.sleep(1)
        async with condition:
            condition.notify_all()


asyncio.run(main())
