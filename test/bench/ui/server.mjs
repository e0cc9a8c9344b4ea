// Serves the pages that are measured on this machine: files of ours, and of the tools to compare with.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { timelineHtml } = createRequire(import.meta.url)(join(root, 'dist/bench/ui-material.js'));

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** A page around the timeline, as VS Code is one. */
const AROUND = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<style>html,body,iframe{margin:0;width:100%;height:100%;border:0;display:block;overflow:hidden}</style></head>
<body><iframe title="Timeline"></iframe><script src="/dist/bench/feeder.js"></script></body></html>`;

function timelinePage() {
  const styles = ['/dist/codicons/codicon.css', '/media/timeline.css'];
  const texts = { nonce: 'bench', language: 'en', title: 'Timeline' };
  return timelineHtml({ cspSource: "'self'", script: '/dist/webview.js', styles, ...texts });
}

/** The file behind a path; undefined if it is not one of those that are served. */
function fileFor(path, folders) {
  const name = Object.keys(folders).find((prefix) => path.startsWith(prefix));
  if (name === undefined) return undefined;
  const file = normalize(join(folders[name], path.slice(name.length)));
  return file.startsWith(folders[name] + sep) && existsSync(file) ? file : undefined;
}

async function answer(url, response, folders) {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  const page = { '/': AROUND, '/timeline': timelinePage() }[path];
  const file = page === undefined ? fileFor(path, folders) : undefined;
  if (page === undefined && file === undefined) return response.writeHead(404).end();
  const type = page === undefined ? TYPES[extname(file)] : TYPES['.html'];
  response.writeHead(200, type ? { 'content-type': type } : {});
  if (page === undefined) await pipeline(createReadStream(file), response);
  else response.end(page);
}

/**
 * Starts the server on a free port of this machine.
 * @returns {Promise<{ port: number, close: () => void }>}
 */
export async function serve() {
  const speedscope = dirname(fileURLToPath(import.meta.resolve('speedscope/package.json')));
  const folders = {
    '/dist/': join(root, 'dist'),
    '/media/': join(root, 'media'),
    '/speedscope/': join(speedscope, 'dist', 'release'),
  };
  const server = createServer((request, response) => {
    answer(request.url ?? '/', response, folders).catch((error) => response.destroy(error));
  });
  await new Promise((resolve) => server.listen(0, resolve));
  const { port } = server.address();
  return { port, close: () => server.close() };
}
