import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { scaffoldProvider } from './scaffold-provider.js';
import { testProvider } from './test-provider.js';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'otpost-scaffold-'));
});

afterEach(() => rm(parent, { recursive: true }));

test('a scaffolded provider passes the contract suite unchanged, far from this repository', async () => {
  await scaffoldProvider('acme-sms', join(parent, 'acme'));
  const report = await testProvider('./acme', parent);
  expect(report.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.map(({ name }) => name)).toContain('outcomes: the error no_credit -> config');
});

test('every file carries the new kind and none the name of the example', async () => {
  const directory = join(parent, 'acme');
  const written = await scaffoldProvider('acme-sms', directory);
  expect(await readdir(directory)).toEqual(written);
  const texts = await Promise.all(written.map((name) => readFile(join(directory, name), 'utf8')));
  expect(texts.join('')).not.toContain('example-gateway');
  expect(await readFile(join(directory, 'metadata.js'), 'utf8')).toContain("kind: 'acme-sms'");
});

test('a provider that was broken after scaffolding is told which row is broken', async () => {
  const directory = join(parent, 'acme');
  await scaffoldProvider('acme-sms', directory);
  const file = join(directory, 'outcomes.js');
  await writeFile(file, (await readFile(file, 'utf8')).replace("class: 'ambiguous'", "class: 'accepted'"));
  const report = await testProvider(directory, parent);
  expect(report.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([
    'outcomes: 200 with a page -> ambiguous',
    'outcomes: a reset in the middle of the answer -> ambiguous',
  ]);
});

test('a directory that holds something is left alone', async () => {
  await writeFile(join(parent, 'mine.txt'), 'mine');
  await expect(scaffoldProvider('acme-sms', parent)).rejects.toThrow('is not empty');
  expect(await readdir(parent)).toEqual(['mine.txt']);
});

test.each(['', 'A', 'a', '../x', 'with space', '9lives', 'x'.repeat(33)])('%j is no kind', async (kind) => {
  await expect(scaffoldProvider(kind, join(parent, 'new'))).rejects.toThrow('is no kind');
});

test('a provider without a fixture cannot be tested, and the error says so', async () => {
  await scaffoldProvider('acme-sms', join(parent, 'acme'));
  await rm(join(parent, 'acme', 'fixture.js'));
  await expect(testProvider('./acme', parent)).rejects.toThrow('The provider "./acme" has no usable fixture');
});
