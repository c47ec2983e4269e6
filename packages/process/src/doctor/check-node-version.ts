import { bad, type Finding, good } from './finding.js';

/** The `engines` of the root package.json. */
export const leastNodeVersion = '20.19.0';

function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (const place of [0, 1, 2]) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** `version` without a leading "v", as in `process.versions.node`. */
export function checkNodeVersion(version: string): Finding {
  if (!isOlder(version, leastNodeVersion)) return good('node', `Node ${version}`);
  return bad(
    'node',
    `Node ${version} is older than ${leastNodeVersion}`,
    `Install Node ${leastNodeVersion} or newer; the current LTS is best`,
  );
}
