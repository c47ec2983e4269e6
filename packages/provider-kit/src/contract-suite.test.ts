import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ContractSubject } from './contract-subject.js';
import { runContractSuite } from './contract-suite.js';
import { defineProvider } from './define-provider.js';
import type { Message } from './message.js';
import type { Outcome } from './outcome.js';
import type { ProviderDefinition } from './provider-definition.js';

/** A provider that hands its messages to an array, and can be broken in every way the suite looks for. */
function example(changes: Partial<ProviderDefinition> = {}, answer: () => Outcome = () => accepted, times = 1) {
  const taken: Message[] = [];
  let next: Outcome | undefined;
  const definition: ProviderDefinition = {
    ...defineProvider({
      metadata,
      configSchema: z.strictObject({ key: z.string().min(4) }),
      sendTimeoutMilliseconds: 1000,
      create: () => ({
        send: async (message) => {
          for (let time = 0; time < times; time += 1) taken.push(message);
          return next ?? answer();
        },
        close: async () => undefined,
      }),
    }),
    ...changes,
  };
  const row = (expected: Outcome['class']) => ({
    when: expected,
    expect: expected,
    arrange: () => {
      next = expected === 'accepted' ? undefined : { class: expected, detail: 'No.' };
    },
  });
  const subject: ContractSubject = {
    config: { key: 'secret-key' },
    refused: [{ field: 'key', config: { key: 'abc' } }],
    rows: [row('accepted'), row('config'), row('ambiguous')],
    received: () => taken.map(({ text }) => text),
    close: async () => undefined,
  };
  return { definition, subject };
}

const accepted: Outcome = { class: 'accepted', detail: 'Taken.' };
const metadata = {
  kind: 'example',
  name: 'Example',
  description: 'For tests.',
  channels: ['sms' as const],
  formFields: [{ name: 'key', label: 'Key', kind: 'secret' as const, required: true, help: 'The key of the account.' }],
};

async function failures(
  { definition, subject }: ReturnType<typeof example>,
  changes: Partial<ContractSubject> = {},
): Promise<string[]> {
  const report = await runContractSuite(definition, async () => ({ ...subject, ...changes }));
  return report.filter(({ ok }) => !ok).map(({ name }) => name);
}

test('a provider that keeps its promises passes', async () => {
  expect(await failures(example())).toEqual([]);
});

test('a wrong class is found, and named by its row', async () => {
  expect(await failures(example({}, () => ({ class: 'retry', detail: 'Later.' })))).toContain(
    'outcomes: accepted -> accepted',
  );
});

test('a provider that repeats a message by itself is found', async () => {
  expect(await failures(example({}, undefined, 2))).toContain('outcomes: accepted -> accepted');
});

test('an accepted message that never arrived is found', async () => {
  expect(await failures(example(), { received: () => [] })).toContain('outcomes: accepted -> accepted');
});

test('a table without an ambiguous row is not complete', async () => {
  const { definition, subject } = example();
  const rows = subject.rows.filter((row) => row.expect !== 'ambiguous');
  expect(await failures({ definition, subject }, { rows })).toEqual([
    'outcomes: accepted, config and ambiguous are each in the table',
  ]);
});

test('a schema that lets unknown settings pass is found', async () => {
  const configSchema = z.looseObject({ key: z.string().min(4) });
  expect(await failures(example({ configSchema }))).toEqual([
    expect.stringContaining('noSuchSetting is refused by name'),
  ]);
});

test('a config that should be refused and is not is found', async () => {
  expect(await failures(example(), { refused: [{ field: 'key', config: { key: 'fine' } }] })).toEqual([
    'config: key is refused by name in "fine"',
  ]);
});

test.each([
  ['a kind in capitals', { kind: 'Example' }],
  ['no channel', { channels: [] }],
  ['a field without help', { formFields: metadata.formFields.map((field) => ({ ...field, help: '' })) }],
  ['a setting without a field', { formFields: [] }],
])('metadata with %s is found', async (_name, changes) => {
  expect((await failures(example({ metadata: { ...metadata, ...changes } })))[0]).toMatch(/^metadata: /);
});

test('a send time that is too long for a lease is found', async () => {
  expect(await failures(example({ sendTimeoutMilliseconds: 60_000 }))).toEqual([
    'metadata: a send ends within 15 seconds',
  ]);
});

test('a leak of a provider that goes round the guard is found', async () => {
  const leaking: Outcome = { class: 'accepted', detail: 'Code 918273 taken.' };
  const base = example();
  const create = () => ({ send: async () => leaking, close: async () => undefined });
  const found = await failures({ ...base, definition: { ...base.definition, create } });
  expect(found).toContain('outcomes: accepted tells no secret');
});
