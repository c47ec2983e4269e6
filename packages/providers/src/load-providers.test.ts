import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { loadProviders } from './load-providers.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-providers-'));
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
});

afterEach(() => rm(directory, { recursive: true }));

const source = (kind: string) => `export function provider({ defineProvider, z }) {
  return defineProvider(${definition(kind)});
}`;

const definition = (kind: string) => `{
    metadata: { kind: '${kind}', name: 'Own', description: 'Own.', channels: ['sms'], formFields: [] },
    configSchema: { parse: (value) => value, safeParse: (data) => ({ success: true, data }) },
    sendTimeoutMilliseconds: 1000,
    create: () => ({ send: async (message) => ({ class: 'accepted', detail: message.code }), close: async () => {} }),
  }`;

const kinds = async (...specifiers: string[]) =>
  (await loadProviders(specifiers, directory)).list().map(({ metadata }) => metadata.kind);

test('without specifiers there are the built-in providers', async () => {
  expect(await kinds()).toEqual(['smtp', 'sns', 'twilio', 'webhook']);
});

test('a file, a directory and a package are found from the base directory', async () => {
  await writeFile(join(directory, 'one.js'), source('one'));
  await mkdir(join(directory, 'two'));
  await writeFile(join(directory, 'two', 'package.json'), '{"type":"module","main":"provider.js"}');
  await writeFile(join(directory, 'two', 'provider.js'), source('two'));
  await mkdir(join(directory, 'node_modules', 'three'), { recursive: true });
  await writeFile(
    join(directory, 'node_modules', 'three', 'package.json'),
    '{"name":"three","type":"module","main":"main.js"}',
  );
  await writeFile(join(directory, 'node_modules', 'three', 'main.js'), source('three'));
  expect(await kinds('./one.js', './two', 'three')).toEqual([
    'smtp',
    'sns',
    'twilio',
    'webhook',
    'one',
    'two',
    'three',
  ]);
});

test('a definition written as a plain object is guarded like the others', async () => {
  await writeFile(join(directory, 'plain.js'), `export const provider = ${definition('plain')};`);
  const registry = await loadProviders(['./plain.js'], directory);
  const instance = registry.get('plain')!.create({}, contractEnvironment);
  const outcome = await instance.send(contractMessage('sms', 'plain'), new AbortController().signal);
  expect(outcome).toEqual({ class: 'accepted', detail: '…' });
});

test.each([
  ['./missing', '', 'Cannot find module'],
  ['./empty.js', 'export const other = 1;', 'no export named `provider`'],
  ['./wrong.js', 'export const provider = { metadata: {} };', 'not a definition'],
  ['./throws.js', 'export function provider() { throw new Error("no licence"); }', 'no licence'],
  ['./kind.js', `export const provider = ${definition('Bad Kind')};`, 'its kind must be'],
  ['./taken.js', source('smtp'), 'there is already one of the kind "smtp"'],
])('the error about %s names it and says why', async (specifier, text, reason) => {
  if (text) await writeFile(join(directory, specifier), text);
  const error = await loadProviders([specifier], directory).catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toContain(`The provider "${specifier}" cannot be loaded: `);
  expect((error as Error).message).toContain(reason);
});
