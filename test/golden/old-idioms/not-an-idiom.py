import asyncio


async def main():
    asyncio.corotine()


asyncio.run(main())
