"""Table numbers: every task has its own context.

The question: two waiters set the same variable. Why does neither serve at the other's table, and why
does main know of no table?

Look at the timeline: the waiters take turns, and each line of output still has the right table. A task
gets a copy of the context when it is created, and what it sets stays in its copy.
Try this: set the table in main before `gather`, and not in the waiters. What do they see?
"""

import asyncio
import contextvars

table = contextvars.ContextVar("table", default="none")


async def carry(dish):
    await asyncio.sleep(2)
    print(f"{dish}: for table {table.get()}")


async def serve(number, pause):
    table.set(number)
    await asyncio.sleep(pause)
    await carry("soup")
    await carry("fish")


async def main():
    await asyncio.gather(serve("one", 0), serve("two", 1))
    print(f"main: table {table.get()}")


if __name__ == "__main__":
    asyncio.run(main())
