import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { OtpostError } from '@otpost/core/errors';
import type { Request } from 'express';
import type { ApiResponse } from './request-facts.js';
import { type HeaderPairs, headersByHelmet } from './static-headers.js';

/** SECURITY J6, word for word. */
const siteHeaders = headersByHelmet({
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

export interface SiteFile {
  readonly headers: HeaderPairs;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
}

function headersOf(name: string): HeaderPairs {
  const own = ['Content-Type', types[extname(name)] ?? 'application/octet-stream', 'Vary', 'Accept-Encoding'];
  // Names of assets hold a hash of their content, so they never change; the page that names them is always asked for anew.
  if (!name.startsWith('assets/')) return [...siteHeaders, ...own];
  const kept = siteHeaders.map((value) => (value === 'no-store' ? 'public, max-age=31536000, immutable' : value));
  return [...kept, ...own];
}

function readSiteFile(folder: string, name: string): SiteFile {
  const bytes = readFileSync(join(folder, name));
  return { headers: headersOf(name), bytes, gzipped: gzipSync(bytes, { level: 9 }) };
}

const builtFolder = (name: string): string => fileURLToPath(new URL(`../../../${name}/dist/`, import.meta.url));

/** Where the build leaves what browsers load. */
export const builtFiles = { pages: builtFolder('pages'), console: builtFolder('console') };

export type SiteFiles = ReadonlyMap<string, SiteFile>;

/**
 * The built files by their path, all in memory: what a request names is looked up and never opened. Empty when they were not
 * built.
 */
export function readSiteFiles(folder: string): SiteFiles {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
  return new Map(names.map((name) => [name, readSiteFile(folder, name)]));
}

/** The file that the request names, and the one page for every other path that is no asset. Throws `not_found`. */
export function sendSiteFile(request: Request, response: ApiResponse, files: SiteFiles): void {
  const name = request.path.slice(1);
  const file = files.get(name) ?? (name.startsWith('assets/') ? undefined : files.get('index.html'));
  if (!file) throw new OtpostError('not_found', 'There is no such file');
  const zips = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = zips ? file.gzipped : file.bytes;
  const own = ['Otpost-Request-Id', response.locals.facts.requestId, 'Content-Length', String(body.length)];
  if (zips) own.push('Content-Encoding', 'gzip');
  response.writeHead(200, [...file.headers, ...own]);
  response.end(request.method === 'HEAD' ? undefined : body);
}
