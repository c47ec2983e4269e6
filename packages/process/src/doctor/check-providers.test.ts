import { expect, test } from '@jest/globals';
import { checkProviders } from './check-providers.js';

test('without an enabled provider the mend says how to add one', async () => {
  expect(await checkProviders(async () => 0)).toMatchObject({
    check: 'providers',
    ok: false,
    mend: expect.stringContaining('/admin/v1/providers'),
  });
});

test('one is enough', async () => {
  expect(await checkProviders(async () => 1)).toMatchObject({ ok: true, mend: null });
});

test('a store that cannot be asked is named', async () => {
  const finding = await checkProviders(() => Promise.reject(new Error('no such table: providers')));
  expect(finding).toMatchObject({ ok: false, what: expect.stringContaining('no such table') });
});
