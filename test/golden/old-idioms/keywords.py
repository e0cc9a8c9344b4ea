import asyncio


def async(function):
    return function


@async
def job():
    print "job", 1
    if True: print "two"
    return 3


async def main():
    task = asyncio.async(asyncio.sleep(1, result=job()))
    return await task


print(asyncio.run(main()))
