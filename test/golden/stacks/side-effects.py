"""Objects that print when somebody looks at them, and when they go."""

import asyncio


class Meta(type):
    def __hash__(cls):
        print("hash of the class")
        return 1

    def __eq__(cls, other):
        print("eq of the class")
        return True

    def __getattribute__(cls, name):
        print("attribute of the class", name)
        return super().__getattribute__(name)


class Spy(metaclass=Meta):
    def __repr__(self):
        print("repr")
        return "spy"

    __str__ = __repr__

    def __eq__(self, other):
        print("eq")
        return True

    def __hash__(self):
        print("hash")
        return 1

    @property
    def __class__(self):
        print("class")
        return int

    def __getattribute__(self, name):
        print("attribute", name)
        return object.__getattribute__(self, name)

    def __del__(self):
        print("gone")


class SpyList(list):
    def __iter__(self):
        print("iter")
        return super().__iter__()

    def __len__(self):
        print("len")
        return super().__len__()

    def __getitem__(self, index):
        print("getitem")
        return super().__getitem__(index)


async def main():
    spy = Spy()
    boxed = [Spy(), SpyList([1]), {"spy": Spy()}]
    number = 1
    await asyncio.sleep(1)
    print("nobody looked")
    del spy
    await asyncio.sleep(0)
    boxed = None
    print("both are gone")
    await asyncio.sleep(1)
    print(number, boxed)


asyncio.run(main())
