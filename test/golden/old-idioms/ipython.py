# %%
%%time
import asyncio

# %%
!ls *.py
files = !ls
await asyncio.sleep(1)

# %%
asyncio.sleep?

# %%
print("done")
