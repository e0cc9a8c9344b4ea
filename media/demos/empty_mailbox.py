"""The empty mailbox: a `get` that nobody answers.

The question: every letter has arrived and is read. What does the program still wait for?

Look at the timeline: the postman is home at second 4. The reader waits in `queue.get` for a third
letter, and main waits for the reader. An endless reader needs somebody who tells it to stop.
Try this: call `mailbox.shutdown()` after the loop of the postman. The reader ends, but how?
"""

import asyncio


async def deliver(mailbox):
    for letter in ("bill", "postcard"):
        await asyncio.sleep(1)
        await mailbox.put(letter)
    print("postman: that was all")
    await asyncio.sleep(2)  # the way home


async def read(mailbox):
    while True:
        letter = await mailbox.get()
        print(f"reader: a {letter}")


async def main():
    mailbox = asyncio.Queue()
    postman = asyncio.create_task(deliver(mailbox), name="postman")
    reader = asyncio.create_task(read(mailbox), name="reader")
    await postman
    await reader


if __name__ == "__main__":
    asyncio.run(main())
