import { describe, expect, test } from '@jest/globals';
import { ChaosUsageError, parseChaosArguments } from './chaos-arguments.js';

const known = ['redis-killed', 'poison-jobs', 'rolling-restart'];
const parse = (...words: string[]) => parseChaosArguments(words, known);

test('without words every case runs, with a new seed, for people to read', () => {
  expect(parse()).toEqual({
    caseNames: known,
    soak: false,
    minutes: 10,
    createsPerSecond: 25,
    seed: undefined,
    json: false,
  });
});

test('named cases run in the order of the set, each once', () => {
  expect(parse('poison-jobs', 'redis-killed', 'poison-jobs').caseNames).toEqual(['redis-killed', 'poison-jobs']);
});

test('a soak takes ten minutes at 100 a second, or what it is told', () => {
  expect(parse('--soak')).toMatchObject({ soak: true, minutes: 10, createsPerSecond: 100 });
  expect(parse('--soak', '--minutes', '2', '--rate', '40', '--seed', '7', '--json')).toMatchObject({
    minutes: 2,
    createsPerSecond: 40,
    seed: 7,
    json: true,
  });
});

test('an unknown case is refused with the list of cases', () => {
  expect(() => parse('redis')).toThrow('There is no case "redis". The cases are: redis-killed, poison-jobs');
});

describe('what does not fit together is refused', () => {
  test.each([
    [['--soak', 'redis-killed'], '--soak runs no cases'],
    [['--minutes', '3'], '--minutes is for --soak'],
    [['--quick'], '--quick'],
  ])('%j', (words, message) => {
    expect(() => parse(...words)).toThrow(ChaosUsageError);
    expect(() => parse(...words)).toThrow(message);
  });

  test.each(['0', '-1', '1.5', '1001', 'many', ''])('--rate %j', (text) => {
    expect(() => parse(`--rate=${text}`)).toThrow('--rate takes a whole number from 1 to 1000');
  });
});
