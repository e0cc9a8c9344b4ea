/**
 * Python's asyncio for TypeScript and JavaScript scenarios: the same names in camelCase, and the same
 * behaviour. All durations are seconds. Keyword arguments are a last argument, an object.
 *
 * An async function runs nothing when it is called. Await it, or make a task of it.
 */
export * from './asyncio/call-graph';
export * from './asyncio/connection-errors';
export * from './asyncio/contextvars';
export * from './asyncio/errors';
export * from './asyncio/executors';
export * from './asyncio/futures';
export * from './asyncio/generators';
export * from './asyncio/locks';
export * from './asyncio/loop';
export * from './asyncio/queues';
export * from './asyncio/runners';
export * from './asyncio/streams';
export * from './asyncio/tasks';
export * from './asyncio/timeouts';
export * from './asyncio/tls';
