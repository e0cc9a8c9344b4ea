"""Cells share one loop: what the first one starts goes on while later ones run."""

# %%
import asyncio

# %% A kettle that nobody waits for
async def boil():
    await asyncio.sleep(2)
    print("the water boils")


kettle = asyncio.create_task(boil())

# %% Meanwhile
await asyncio.sleep(1)
print("the bread is cut")

# %% Tea
await kettle
