"""A loop of one's own, used twice; a runner, used twice; a run inside a run is refused."""
import asyncio


async def greet(name):
    await asyncio.sleep(1)
    return f"hello {name}"


async def nested():
    coroutine = greet("nobody")
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
        coroutine.close()


loop = asyncio.new_event_loop()
print(loop.run_until_complete(greet("one")))
print(loop.run_until_complete(greet("two")))
loop.close()
with asyncio.Runner() as runner:
    print(runner.run(greet("three")))
    print(runner.run(greet("four")))
asyncio.run(nested())
