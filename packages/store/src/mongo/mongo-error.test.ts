import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort } from '@otpost/test/servers/free-port';
import { toStoreError } from './mongo-error.js';

const notAvailable = { code: 'unavailable', details: { dependency: 'store' } };

test('what the system says of a broken connection is unavailable, whether or not the driver put it in words of its own', async () => {
  const [refused] = await once(connect(await freePort(), '127.0.0.1'), 'nothing').catch((error: unknown) => [error]);
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  expect(toStoreError(refused)).toMatchObject(notAvailable);
});

test('a mistake of ours stays what it is', () => {
  const mistake = new TypeError('a record that does not fit');
  expect(toStoreError(mistake)).toBe(mistake);
});
