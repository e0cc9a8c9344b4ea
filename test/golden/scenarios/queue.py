"""A full queue holds the producer, an empty one the consumer; join waits until all is processed."""
import asyncio


async def produce(queue):
    for number in range(4):
        await queue.put(number)
        print("put", number)


async def consume(queue):
    while True:
        number = await queue.get()
        await asyncio.sleep(1)
        print("got", number)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=1)
    consumer = asyncio.create_task(consume(queue))
    await asyncio.create_task(produce(queue))
    await queue.join()
    consumer.cancel()
    await asyncio.wait([consumer])
    print("all processed", consumer.cancelled())


asyncio.run(main())
