import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const onTop = ['README.md', 'ARCHITECTURE.md', 'GLOSSARY.md'];

/** The documents of the project that stand already, each with its path in the house and its text. */
export function documentFiles(house) {
  const guides = existsSync(join(house, 'docs')) ? readdirSync(join(house, 'docs'), { recursive: true }) : [];
  const paths = [...onTop, ...guides.filter((path) => path.endsWith('.md')).map((path) => join('docs', path))];
  return paths
    .filter((path) => existsSync(join(house, path)))
    .map((path) => ({ path, text: readFileSync(join(house, path), 'utf8') }));
}
