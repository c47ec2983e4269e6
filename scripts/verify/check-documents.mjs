import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentFiles } from './document-files.mjs';

/** `packages/core/src/errors.ts` and the like; a name with < > or * stands for many and is left alone. */
const housePath = /`(?:\.\/)?((?:apps|packages|config|docs|examples|test|scripts|\.ci)\/[\w./-]+)`/g;
/** [text](target), with the part behind # cut off; what has a scheme is not ours. */
const link = /\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)/g;

const isBuilt = (path) => path.includes('/dist/');

function brokenIn(house, { path, text }) {
  const named = [...text.matchAll(housePath)].map(([, target]) => ({ target, place: join(house, target) }));
  const linked = [...text.matchAll(link)].map(([, target]) => ({ target, place: join(house, dirname(path), target) }));
  return [...named, ...linked]
    .filter(({ target, place }) => !isBuilt(target) && !existsSync(place))
    .map(({ target }) => `${path} names ${target}, which does not exist`);
}

export function checkDocuments(house) {
  return documentFiles(house).flatMap((document) => brokenIn(house, document));
}
