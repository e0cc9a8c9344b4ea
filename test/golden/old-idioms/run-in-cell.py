# %% It begins
import asyncio


async def main():
    await asyncio.sleep(1)
    return "é 🙂"


print("é 🙂", asyncio.run(main()).upper())

# %%
loop = asyncio.get_event_loop()
text = loop.run_until_complete(main())
text

# %%
if __name__ == "__main__":
    asyncio.run(main(), debug=True)
