"""sleep(0) gives the others a turn: ping and pong alternate, the loner waits for both."""
import asyncio


async def player(word):
    for turn in range(3):
        print(word, turn)
        await asyncio.sleep(0)


async def loner():
    print("loner")


async def main():
    tasks = [asyncio.create_task(player(word)) for word in ("ping", "pong")]
    tasks.append(asyncio.create_task(loner()))
    for task in tasks:
        await task


asyncio.run(main())
