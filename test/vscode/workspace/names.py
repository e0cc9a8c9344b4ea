"""Names that are long, that are not Latin, or that run from right to left."""

import asyncio

NAMES = [
    "a name that is much longer than every column in which it could ever be shown",
    "喫茶店の注文",
    "заказ №42",
    "طلب القهوة",
    "☕ 👩‍🍳 Crème brûlée",
    "<b>bold</b> & \"quoted\"",
]


async def schließe_die_tür(wartezeit):
    await asyncio.sleep(wartezeit)


async def main():
    async with asyncio.TaskGroup() as group:
        for number, name in enumerate(NAMES):
            group.create_task(asyncio.sleep(0.5 + number / 4), name=name)
        group.create_task(schließe_die_tür(1))
    for name in NAMES:
        print(name)


asyncio.run(main())
