import asyncio


class Service:
    def __init__(self):
        self.loop = asyncio.get_event_loop()

    def start(self):
        self.loop.run_until_complete(self.work())

    async def work(self):
        await asyncio.sleep(1)
        print("worked")


Service().start()
