import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * True when node_modules holds what package-lock.json names. npm keeps its own account of what it installed, so a hand-made
 * `npm install` counts too. Optional packages are left out: most of them are for other platforms.
 */
export function isInstalled(house) {
  const account = join(house, 'node_modules', '.package-lock.json');
  if (!existsSync(account)) return false;
  const installed = readPackages(account);
  return Object.entries(readPackages(join(house, 'package-lock.json'))).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.optional || wanted.devOptional) return true;
    return installed[path]?.version === wanted.version;
  });
}

/** `npm ci`: exactly what the lock names. */
export async function installDependencies(house) {
  await runStep({
    doing: 'Installing dependencies with npm ci (about a minute the first time)',
    done: 'Dependencies are installed',
    failed: 'npm ci failed. Its own words are above; after a network problem it is safe to run this again.',
    command: 'npm',
    commandArguments: ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    directory: house,
  });
}
