import { afterAll, expect, jest, test } from '@jest/globals';
import { clearAway, endUp, type RunningUp, runUp } from '../testing/run-up.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';

jest.setTimeout(120_000);

const place = temporaryDirectory();
let up: RunningUp | undefined;
afterAll(async () => {
  await clearAway(up);
  place.remove();
});

test('with --example a site is up whose sign-in leads to the hosted pages, and it ends with the rest', async () => {
  // Beside those of the test of `up`.
  const port = 32_300 + Math.floor(Math.random() * 20) * 20;
  up = await runUp(place.directory, port, '--example');
  const [, exampleUrl = ''] = /Example +(\S+)/.exec(up.printed()) ?? [];
  const form = new URLSearchParams({ id: 'ada', password: 'correct horse battery staple' });
  const answer = await fetch(`${exampleUrl}/sign-in`, { method: 'POST', body: form, redirect: 'manual' });
  expect(answer.headers.get('location')).toMatch(new RegExp(`^http://localhost:${port}/pages/#pgs_`));
  expect(await endUp(up, 'SIGINT')).toBe(0);
  await expect(fetch(exampleUrl)).rejects.toThrow();
});
