import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type HeaderPairs, headersByHelmet } from '../http/static-headers.js';

/** SECURITY J6, word for word. */
const pageHeaders = headersByHelmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
});

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface PageFile {
  readonly headers: HeaderPairs;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
}

function headersOf(name: string): HeaderPairs {
  const own = ['Content-Type', types[extname(name)] ?? 'application/octet-stream', 'Vary', 'Accept-Encoding'];
  // Names of assets hold a hash of their content, so they never change; the page that names them is always asked for anew.
  if (!name.startsWith('assets/')) return [...pageHeaders, ...own];
  const kept = pageHeaders.map((value) => (value === 'no-store' ? 'public, max-age=31536000, immutable' : value));
  return [...kept, ...own];
}

function readPageFile(folder: string, name: string): PageFile {
  const bytes = readFileSync(join(folder, name));
  return { headers: headersOf(name), bytes, gzipped: gzipSync(bytes, { level: 9 }) };
}

const builtPages = fileURLToPath(new URL('../../../pages/dist/', import.meta.url));

/**
 * The built pages by their path below /pages/, all in memory: what a request names is looked up and never opened. Empty when
 * the pages were not built.
 */
export function readPageFiles(folder = builtPages): ReadonlyMap<string, PageFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
  return new Map(names.map((name) => [name, readPageFile(folder, name)]));
}
