import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { rotateLog } from './child-log.js';
import { followLog, lastLines } from './follow-log.js';

let place: ReturnType<typeof temporaryDirectory>;
let path: string;

beforeEach(() => {
  place = temporaryDirectory();
  path = join(place.directory, 'sample.log');
});
afterEach(() => place.remove());

test('lines are told whole, once and in order, also when they come in pieces and cut through a character', () => {
  writeFileSync(path, 'earlier\n');
  const lines: string[] = [];
  const follower = followLog(path, (line) => lines.push(line));
  const long = 'ž'.repeat(100_001);
  appendFileSync(path, `first\n${long}\nhalf`);
  appendFileSync(path, ' and half\nwithout end');
  follower.close();
  expect(lines).toEqual(['first', long, 'half and half']);
});

test('the last lines of a log are given', () => {
  writeFileSync(path, `${'x'.repeat(200_000)}\none\ntwo\nthree\n`);
  expect(lastLines(path, 2)).toBe('two\nthree');
});

test('a log above 10 MB is put aside, a smaller one stays', () => {
  writeFileSync(path, 'small');
  rotateLog(path);
  expect(readFileSync(path, 'utf8')).toBe('small');
  writeFileSync(path, Buffer.alloc(10 * 1024 * 1024 + 1));
  rotateLog(path);
  expect(existsSync(path)).toBe(false);
  expect(existsSync(`${path}.1`)).toBe(true);
});
