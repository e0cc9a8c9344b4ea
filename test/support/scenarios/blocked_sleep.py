import asyncio
import time

async def func1():
    print('func1() started')
    await asyncio.sleep(1)
    print('func1() finished')

async def func2():
    print('func2() started')
    time.sleep(2)
    print('func2() finished')

async def main():
    first = asyncio.create_task(func1())
    second = asyncio.create_task(func2())
    await first
    await second

asyncio.run(main())
