import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Each code has a section of its own, and links to it end in the code. */
const documented = /^## ([a-z_]+)$/gm;
const inCatalogue = /^ {2}([a-z_]+): \{ status:/gm;

const firstGroups = (text, pattern) => [...text.matchAll(pattern)].map(([, code]) => code);

/** Every code of the catalogue stands in docs/errors.md, and the reverse. */
export function checkErrorCodes(house) {
  const page = join(house, 'docs/errors.md');
  if (!existsSync(page)) return [];
  const told = firstGroups(readFileSync(page, 'utf8'), documented);
  const real = firstGroups(readFileSync(join(house, 'packages/core/src/errors.ts'), 'utf8'), inCatalogue);
  return [
    ...real.filter((code) => !told.includes(code)).map((code) => `docs/errors.md does not explain ${code}`),
    ...told
      .filter((code) => !real.includes(code))
      .map((code) => `docs/errors.md explains ${code}, which no answer carries`),
  ];
}
