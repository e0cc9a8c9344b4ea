import asyncio


class Oven:
    def bake(self):
        async with asyncio.Lock():
            pass
        await asyncio.sleep(1)
        print("baked")


def main():
    oven = Oven()
    await oven.bake()


asyncio.run(main())
