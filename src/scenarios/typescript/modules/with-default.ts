type Names = Record<string, unknown>;

/** Lets `import asyncio from …` give the whole module, as it does for the modules of Node. */
export function withDefault(module: Names): Names {
  return Object.defineProperty(module, 'default', { value: module });
}
