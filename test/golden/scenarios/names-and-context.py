"""A task may get another name, and has its own copy of the context variables."""
import asyncio
import contextvars

mood = contextvars.ContextVar("mood", default="calm")


async def child():
    task = asyncio.current_task()
    print(task.get_name(), mood.get())
    mood.set("wild")
    task.set_name("grown-up")
    await asyncio.sleep(1)
    print(task.get_name(), mood.get())


async def main():
    mood.set("happy")
    task = asyncio.create_task(child(), name="kid")
    await task
    print(task.get_name(), mood.get())
    context = contextvars.copy_context()
    await asyncio.create_task(child(), context=context)
    print(mood.get(), context[mood])


asyncio.run(main())
