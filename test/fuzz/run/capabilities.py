"""Says what the asyncio of this interpreter knows that programs may use, by trying it."""

import asyncio
import json


async def queue_shutdown():
    return hasattr(asyncio.Queue, "shutdown")


async def eager_tasks():
    return hasattr(asyncio, "eager_task_factory")


async def async_as_completed():
    return hasattr(asyncio.as_completed([asyncio.sleep(0)]), "__aiter__")


async def wait_for_in_the_same_task():
    async def current():
        return asyncio.current_task()

    return await asyncio.wait_for(current(), 1) is asyncio.current_task()


async def uncancel_takes_back():
    task = asyncio.current_task()
    task.cancel()
    task.uncancel()
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        return False
    return True


async def task_group_takes_back():
    async def fail():
        raise ValueError

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
    except ExceptionGroup:
        pass
    return asyncio.current_task().cancelling() == 0


async def gather_of_what_is_done():
    future = asyncio.get_running_loop().create_future()
    future.set_result(None)
    return asyncio.gather(future).done()


async def shield_reports():
    reports = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: reports.append(context["message"]))
    inner = loop.create_future()
    asyncio.shield(inner).cancel()
    await asyncio.sleep(0)
    inner.set_exception(ValueError())
    await asyncio.sleep(0)
    return reports == ["ValueError exception in shielded future"]


async def condition_notifies_another():
    condition = asyncio.Condition()
    woken = []

    async def wait(name):
        async with condition:
            await condition.wait()
            woken.append(name)

    first, second = asyncio.create_task(wait("first")), asyncio.create_task(wait("second"))
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
    first.cancel()
    await asyncio.wait([second], timeout=0.01)
    return woken == ["second"]


CAPABILITIES = [
    queue_shutdown,
    eager_tasks,
    async_as_completed,
    wait_for_in_the_same_task,
    uncancel_takes_back,
    task_group_takes_back,
    gather_of_what_is_done,
    shield_reports,
    condition_notifies_another,
]


async def known(probe):
    try:
        return await probe()
    except Exception:
        return False


if __name__ == "__main__":
    print(json.dumps([one.__name__ for one in CAPABILITIES if asyncio.run(known(one))]))
