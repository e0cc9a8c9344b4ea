import asyncio as aio


async def main():
    await aio.sleep(1)
    return "é 🙂"


print("é 🙂", aio.get_event_loop().run_until_complete(main()))
