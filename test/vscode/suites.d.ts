/** Every `*.suite.ts` of the folder named after the colon, found by the build (`esbuild.mjs`). */
declare module 'suites:*' {
  const suites: readonly (() => Promise<unknown>)[];
  export default suites;
}
