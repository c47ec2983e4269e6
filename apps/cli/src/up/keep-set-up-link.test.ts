import { afterEach, expect, test } from '@jest/globals';
import { eventually } from '@otpost/test/servers/eventually';
import { keepSetUpLink } from './keep-set-up-link.js';

let stop: () => void = () => undefined;
afterEach(() => stop());

test('another link follows the one that ended, over a store that was away, until there is an admin', async () => {
  const answers: (string | null | Error)[] = ['first', new Error('The store is away'), 'second', null, 'never asked'];
  const told: (string | null)[] = [];
  const make = async (): Promise<string | null> => {
    const answer = answers.shift() ?? null;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  stop = keepSetUpLink({ make, onChange: (url) => told.push(url), everyMilliseconds: 2 });
  await eventually('there is an admin', async () => told.includes(null));
  expect(told).toEqual(['first', 'second', null]);
  expect(answers).toEqual(['never asked']);
});
