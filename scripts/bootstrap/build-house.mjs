import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

const stampPath = (house) => join(house, '.cache', 'built');
const byName = (left, right) => (left < right ? -1 : 1);

/** The folders that are built: those that npm treats as workspaces. */
function roomsOf(house) {
  const { workspaces } = JSON.parse(readFileSync(join(house, 'package.json'), 'utf8'));
  const folders = workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    return readdirSync(join(house, parent)).map((name) => join(parent, name));
  });
  return folders.filter((folder) => existsSync(join(house, folder, 'tsconfig.json'))).toSorted(byName);
}

function sourcesOf(house, room) {
  const sources = readdirSync(join(house, room, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const others = ['tsconfig.json', 'package.json', 'index.html', 'vite.config.ts'].map((name) =>
    join(house, room, name),
  );
  return [...sources, ...others.filter((path) => existsSync(path))].toSorted(byName);
}

/** Names, sizes and change times of all sources: a no-op start may not cost the reading of every file. */
function sourceFingerprint(house) {
  const hash = createHash('sha256');
  for (const room of roomsOf(house).filter((folder) => existsSync(join(house, folder, 'src')))) {
    for (const path of sourcesOf(house, room)) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.update(readFileSync(join(house, 'tsconfig.base.json'))).digest('hex');
}

export function isBuilt(house) {
  if (!existsSync(stampPath(house)) || !existsSync(join(house, 'apps/cli/dist/main.js'))) return false;
  if (!roomsOf(house).every((room) => existsSync(join(house, room, 'dist')))) return false;
  return readFileSync(stampPath(house), 'utf8') === sourceFingerprint(house);
}

/** What browsers load, by its folder in apps/. */
const sites = { pages: 'site of the hosted pages', console: 'console' };

export async function buildHouse(house) {
  // Taken before the build: a file saved while it runs makes the next start build again.
  const fingerprint = sourceFingerprint(house);
  await runStep({
    doing: 'Building',
    done: 'Everything is built',
    failed: 'The build failed. The words of the compiler are above.',
    command: process.execPath,
    commandArguments: [join(house, 'node_modules/typescript/bin/tsc'), '--build', house],
    directory: house,
  });
  for (const [folder, name] of Object.entries(sites)) {
    await runStep({
      doing: `Building the ${name}`,
      done: `The ${name} is built`,
      failed: `The build of the ${name} failed. The words of Vite are above.`,
      command: process.execPath,
      commandArguments: [join(house, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      directory: join(house, 'apps', folder),
    });
  }
  mkdirSync(join(house, '.cache'), { recursive: true });
  writeFileSync(stampPath(house), fingerprint);
}
