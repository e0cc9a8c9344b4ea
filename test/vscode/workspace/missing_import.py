import asyncio

import a_module_that_nobody_wrote

asyncio.run(a_module_that_nobody_wrote.main())
