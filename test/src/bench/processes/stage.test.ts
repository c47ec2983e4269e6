import { expect, test } from '@jest/globals';
import { createStage } from './stage.js';

test('everything ends, the latest first, even when one of them fails', async () => {
  const ended: string[] = [];
  const stage = createStage();
  const thing = (name: string, fails = false) => ({
    stop: async () => {
      ended.push(name);
      if (fails) throw new Error(`${name} did not stop`);
    },
  });
  stage.keep(thing('redis'));
  stage.keep(thing('api', true));
  stage.keep(thing('load'));

  await expect(stage.clear()).rejects.toThrow('api did not stop');
  expect(ended).toEqual(['load', 'api', 'redis']);
});

test('a cleared stage ends nothing twice, and ends at once what comes too late', async () => {
  const ended: string[] = [];
  const thing = (name: string) => ({ stop: async () => void ended.push(name) });
  const stage = createStage();
  stage.keep(thing('early'));
  await stage.clear();
  await stage.clear();
  expect(() => stage.keep(thing('late'))).toThrow('ending');
  expect(ended).toEqual(['early', 'late']);
});
