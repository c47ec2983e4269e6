import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HttpBehaviour, rubbish200 } from '@otpost/provider-kit/fakes/http-behaviour';
import type { SmtpBehaviour } from '@otpost/provider-kit/fakes/smtp-behaviour';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, newProvider, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import {
  type FaultyProvider,
  faultyHttp,
  faultyMail,
  type HttpKind,
  httpThatRefuses,
  httpWithBadTls,
  mailThatRefuses,
  mailWithBadTls,
  mailWithOldPassword,
} from './faulty-provider.js';

const mailFaults: Record<string, SmtpBehaviour> = {
  'refuses at the greeting': { kind: 'reply', at: 'greeting', code: 554, text: '5.3.2 No service' },
  'is closing at the greeting': { kind: 'reply', at: 'greeting', code: 421, text: '4.3.2 Too many connections' },
  'refuses the credentials at the sender': { kind: 'reply', at: 'sender', code: 530, text: '5.7.0 Log in first' },
  'asks to try later': { kind: 'reply', at: 'dot', code: 451, text: '4.3.0 Try later' },
  'fails after the content': { kind: 'reply', at: 'dot', code: 554, text: '5.3.0 Failed' },
  'hangs at the greeting': { kind: 'hang', at: 'greeting' },
  'hangs after the content': { kind: 'hang', at: 'dot' },
  'drops the connection at the greeting': { kind: 'reset', at: 'greeting' },
  'drops the connection after the content': { kind: 'reset', at: 'dot' },
  'answers rubbish after the content': { kind: 'babble', at: 'dot', bytes: 'It works!\r\n' },
  'drips its answer': { kind: 'drip', at: 'dot', everyMilliseconds: 200 },
};

const httpFaults: Record<string, HttpBehaviour> = {
  'answers 500': { kind: 'answer', status: 500, body: 'Internal Server Error' },
  'answers 502 with a page': {
    kind: 'answer',
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<h1>Bad</h1>',
  },
  'answers 503': { kind: 'answer', status: 503 },
  'answers 429': { kind: 'answer', status: 429, headers: { 'retry-after': '60' } },
  'refuses the credentials with 401': { kind: 'answer', status: 401 },
  'refuses the credentials with 403': { kind: 'answer', status: 403 },
  hangs: { kind: 'hang' },
  'drops the connection before the request': { kind: 'reset_before_body' },
  'drops the connection after the request': { kind: 'reset_after_body' },
  'answers 200 with rubbish': rubbish200,
  'breaks off its answer': { kind: 'cut_answer' },
  'drips its answer': { kind: 'drip', everyMilliseconds: 200 },
};

const httpKinds: readonly HttpKind[] = ['webhook', 'twilio', 'sns'];

interface Case {
  readonly name: string;
  readonly start: () => Promise<FaultyProvider>;
  readonly to: string;
}

const mailStarts: Record<string, Case['start']> = {
  ...Object.fromEntries(Object.entries(mailFaults).map(([fault, behaviour]) => [fault, () => faultyMail(behaviour)])),
  'refuses the login': mailWithOldPassword,
  'refuses the connection': mailThatRefuses,
  'has a certificate that nobody trusts': mailWithBadTls,
};

const httpStarts = (kind: HttpKind): Record<string, Case['start']> => ({
  ...Object.fromEntries(
    Object.entries(httpFaults).map(([fault, behaviour]) => [fault, () => faultyHttp(kind, behaviour)]),
  ),
  'refuses the connection': () => httpThatRefuses(kind),
  'has a certificate that nobody trusts': () => httpWithBadTls(kind),
});

const casesOf = (kind: string, starts: Record<string, Case['start']>, to: string): Case[] =>
  Object.entries(starts).map(([fault, start]) => ({ name: `${kind} that ${fault}`, start, to }));

const cases: readonly Case[] = [
  ...casesOf('smtp', mailStarts, 'person@example.com'),
  ...httpKinds.flatMap((kind) => casesOf(kind, httpStarts(kind), '+4915112345678')),
];

interface Started {
  readonly faulty: FaultyProvider;
  readonly providerId: string;
  readonly application: TestApplication;
  challengeId: string;
}

let sink: MessageSink;
let house: House;
const started = new Map<string, Started>();

/** An application of its own, whose first provider is the faulty one; the healthy ones of everybody come after it. */
async function arrange(made: House, { name, start }: Case): Promise<void> {
  const faulty = await start();
  const application = await newApplication(made);
  const providerId = await newProvider(made, { ...faulty.provider, priority: 0, applications: [application.id] });
  started.set(name, { faulty, providerId, application, challengeId: '' });
}

async function begin({ name, to }: Case): Promise<void> {
  const own = started.get(name)!;
  const channel = own.faulty.provider.channel;
  const created = await own.application.ask('POST', '/challenges', { channel, to });
  own.challengeId = created.body.id;
}

// All at once, since each waits for time limits of its own.
beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({
    apis: 1,
    workers: 1,
    furnish: async (made) => {
      await Promise.all(cases.map((each) => arrange(made, each)));
      await connectSink(made, sink);
    },
  });
  await Promise.all(cases.map(begin));
}, 60_000);
afterAll(async () => {
  await house?.end();
  await Promise.all([...started.values()].map(({ faulty }) => faulty.close()));
  await sink?.close();
}, 30_000);

describe('a provider that misbehaves is never reported as having sent, and the next one sends', () => {
  test.each(cases)(
    '$name',
    async ({ name }) => {
      const { faulty, providerId, application, challengeId } = started.get(name)!;
      const view = await eventually(
        'the healthy provider has sent',
        async () => {
          const { body } = await application.ask('GET', `/challenges/${challengeId}`);
          return body.delivery.status === 'sent' && body;
        },
        30_000,
      );
      const attempts = view.sends.at(0)!.attempts;
      const ofFaulty = attempts.filter(({ provider }) => provider === providerId);
      expect(ofFaulty.length).toBeGreaterThan(0);
      expect(ofFaulty.map(({ outcome }) => outcome)).not.toContain('accepted');
      expect(attempts.at(-1)).toMatchObject({ outcome: 'accepted', provider: expect.not.stringContaining(providerId) });
      const messages = sink.messagesOf(challengeId);
      expect(messages).toHaveLength(1);
      expect(faulty.possiblyTaken() + messages.length).toBeLessThanOrEqual(2);
      const check = await application.ask('POST', `/challenges/${challengeId}/check`, { code: messages.at(0)!.code });
      expect(check.body).toMatchObject({ valid: true, status: 'approved' });
    },
    40_000,
  );

  test('within ten seconds for 95 of 100, by the times in history, though one that hangs has 8 s by HTTP and 9 s by mail', async () => {
    const delays = await Promise.all(
      [...started.values()].map(async ({ application, challengeId }) => {
        const { body } = await application.ask('GET', `/challenges/${challengeId}`);
        return Date.parse(body.sends.at(0)!.sentAt ?? '') - Date.parse(body.createdAt);
      }),
    );
    const sorted = delays.toSorted((a, b) => a - b);
    // The slowest are those that hang: six of them for the 8 s of HTTP, two for the 9 s of one handover of mail (DESIGN section 6).
    expect(sorted.at(Math.ceil(sorted.length * 0.95) - 1)).toBeLessThan(10_000);
  });
});
