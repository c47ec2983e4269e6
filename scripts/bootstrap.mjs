// Runs before anything is installed or built, so it uses nothing but Node. Installs and builds what is missing or out of
// date, one process at a time, then becomes the command line of apps/cli.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildHouse, isBuilt } from './bootstrap/build-house.mjs';
import { installDependencies, isInstalled } from './bootstrap/install-dependencies.mjs';
import { withLock } from './bootstrap/with-lock.mjs';

const house = join(dirname(fileURLToPath(import.meta.url)), '..');

async function prepare() {
  if (isInstalled(house) && isBuilt(house)) return;
  await withLock(join(house, '.cache', 'bootstrap.lock'), async () => {
    // Another process may have done the work while this one waited for the lock.
    if (!isInstalled(house)) await installDependencies(house);
    if (!isBuilt(house)) await buildHouse(house);
  });
}

try {
  await prepare();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

await import(pathToFileURL(join(house, 'apps/cli/dist/main.js')).href);
