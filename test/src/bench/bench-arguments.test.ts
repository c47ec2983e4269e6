import { describe, expect, test } from '@jest/globals';
import { BenchUsageError, parseBenchArguments } from './bench-arguments.js';

const known = ['issue', 'check', 'memory'];
const parse = (...words: string[]) => parseBenchArguments(words, known);

test('without words every case runs, five rounds, for people to read', () => {
  expect(parse()).toEqual({ caseNames: known, json: false, rounds: 5 });
});

test('named cases run in the order of the set, each once', () => {
  expect(parse('memory', 'issue', 'memory').caseNames).toEqual(['issue', 'memory']);
});

test('flags may stand before, between and after cases', () => {
  expect(parse('--json', 'check', '--rounds', '3')).toEqual({ caseNames: ['check'], json: true, rounds: 3 });
  expect(parse('check', '--rounds=1')).toMatchObject({ rounds: 1 });
});

test('an unknown case is refused with the list of cases', () => {
  expect(() => parse('isue')).toThrow('There is no case "isue". The cases are: issue, check, memory');
});

describe('what is no number of rounds is refused', () => {
  test.each(['0', '-1', '1.5', '101', 'many', ''])('%j', (text) => {
    expect(() => parse(`--rounds=${text}`)).toThrow(BenchUsageError);
  });
});

test('an unknown flag is refused', () => {
  expect(() => parse('--quick')).toThrow(BenchUsageError);
});
