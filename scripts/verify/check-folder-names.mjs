import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Drawers for everything: what is in them belongs to a room with a name. */
const forbidden = new Set(['utils', 'util', 'common', 'shared', 'helpers', 'lib', 'dto', 'misc']);
const notOurs = new Set(['node_modules', 'dist', '.git', '.turbo', '.otpost', '.cache', 'coverage']);

function foldersUnder(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notOurs.has(entry.name))
    .flatMap((entry) => [join(directory, entry.name), ...foldersUnder(join(directory, entry.name))]);
}

export function checkFolderNames(house) {
  return foldersUnder(house)
    .filter((folder) => forbidden.has(folder.split('/').at(-1)))
    .map((folder) => `${folder.slice(house.length + 1)}: a folder with this name says nothing about what is in it`);
}
