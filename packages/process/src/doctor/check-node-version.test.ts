import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkNodeVersion, leastNodeVersion } from './check-node-version.js';

test.each(['18.20.8', '20.18.3', '20.9.0', '0.12.18'])(
  'Node %s is too old, and the mend names the least version',
  (version) => {
    expect(checkNodeVersion(version)).toMatchObject({ ok: false, mend: expect.stringContaining(leastNodeVersion) });
  },
);

test.each(['20.19.0', '20.20.2', '22.0.0', '100.0.0', '24.0.0-pre'])('Node %s will do', (version) => {
  expect(checkNodeVersion(version).ok).toBe(true);
});

test('the Node that runs this test will do, and the least version is that of package.json', () => {
  expect(checkNodeVersion(process.versions.node).ok).toBe(true);
  const manifest = readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8');
  const { engines } = JSON.parse(manifest) as { engines: { node: string } };
  expect(`>=${leastNodeVersion}`).toMatch(new RegExp(`^${engines.node}`));
});
