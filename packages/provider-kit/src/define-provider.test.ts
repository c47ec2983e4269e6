import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { contractEnvironment } from './contract-message.js';
import { configProblems, defineProvider } from './define-provider.js';
import { createProviderRegistry } from './provider-registry.js';

const provider = defineProvider({
  metadata: { kind: 'example', name: 'Example', description: 'For tests.', channels: ['sms'], formFields: [] },
  configSchema: z.strictObject({ port: z.int().max(9), nested: z.strictObject({ flag: z.boolean() }).optional() }),
  sendTimeoutMilliseconds: 1000,
  problems: ({ port }, { allowPrivateAddresses }) =>
    port === 7 && !allowPrivateAddresses ? [{ field: 'port', message: 'Not here' }] : [],
  create: () => ({ send: async () => ({ class: 'accepted', detail: 'Taken.' }), close: async () => undefined }),
});

test.each([
  [{}, ['port']],
  [{ port: 10 }, ['port']],
  [{ port: 1, extra: 1 }, ['extra']],
  [{ port: 1, nested: { flag: 'yes' } }, ['nested.flag']],
  [{ port: 1, nested: { flag: true, more: 1 } }, ['nested.more']],
  [{ port: 10, a: 1, b: 2 }, ['port', 'a', 'b']],
  [{ port: 1 }, []],
])('the problems of %j are on %j', (config, fields) => {
  expect(configProblems(provider, config, contractEnvironment).map(({ field }) => field)).toEqual(fields);
});

test('what the environment forbids is a problem of its field', () => {
  const production = { ...contractEnvironment, allowPrivateAddresses: false };
  expect(configProblems(provider, { port: 7 }, contractEnvironment)).toEqual([]);
  expect(configProblems(provider, { port: 7 }, production)).toEqual([{ field: 'port', message: 'Not here' }]);
});

test('an instance is not made from a config of another shape', () => {
  expect(() => provider.create({ port: 'x' }, contractEnvironment)).toThrow('port');
});

test('a registry finds a provider by its kind, and holds each kind once', () => {
  const registry = createProviderRegistry([provider]);
  expect(registry.get('example')).toBe(provider);
  expect(registry.get('other')).toBeUndefined();
  expect(registry.list()).toEqual([provider]);
  expect(() => createProviderRegistry([provider, provider])).toThrow('Two providers are of the kind "example"');
});
