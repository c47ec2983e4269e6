import { expect, test } from '@jest/globals';
import type { ChallengeRecord, DeliveryRecord } from '@otpost/core/records';
import type { SunkMessage } from '../servers/message-sink.js';
import type { Accepted } from './accepted.js';
import type { Evidence } from './evidence.js';
import { invariantFaults, invariants } from './invariants.js';

const id = 'ch_1';
const to = 'person@example.com';
const askedAt = 1_000_000;
const lifeSeconds = 60;
const event = (number: number, type: string) => ({ number, type, at: askedAt, data: {} });

const one: Accepted = {
  id,
  to,
  askedAt,
  channel: 'email',
  plan: 'right',
  approvals: 1,
  wrongApprovals: 0,
  checksLeft: [4, 3],
  canceled: false,
};
const challenge = {
  id,
  status: 'approved',
  reason: null,
  createdAt: askedAt,
  endedAt: askedAt + 2000,
  checks: 3,
  sends: 1,
  eventNumber: 2,
  events: [event(1, 'created'), event(2, 'challenge_ended')],
} as unknown as ChallengeRecord;
const delivery = { id: `${id}-1`, send: 1, status: 'sent', reason: null, attempts: [] } as unknown as DeliveryRecord;
const message: SunkMessage = { deliveryId: `${id}-1`, to, code: '123456', taken: true };

interface Planted {
  readonly one?: Partial<Accepted>;
  readonly challenge?: Partial<ChallengeRecord> | null;
  readonly delivery?: Partial<DeliveryRecord>;
  readonly messages?: readonly SunkMessage[];
  readonly evidence?: Partial<Evidence>;
}

/** A challenge that went well a long time ago, but for what is planted. */
function faultsWith(planted: Planted): string[] {
  const own = { challenge: { ...challenge, ...planted.challenge }, deliveries: [{ ...delivery, ...planted.delivery }] };
  return invariantFaults({
    lifeSeconds,
    now: askedAt + 600_000,
    accepted: [{ ...one, ...planted.one }],
    messages: new Map([[id, planted.messages ?? [message]]]),
    history: new Map(planted.challenge === null ? [] : [[id, own]]),
    emptiedAt: null,
    audit: { kind: 'whole', entries: 5, checkpoint: null, end: null },
    auditEntriesBefore: 5,
    leaks: [],
    countedSends: new Map([[id, 1]]),
    ...planted.evidence,
  });
}

const pending = { status: 'pending', endedAt: null, eventNumber: 1, events: [event(1, 'created')] } as const;

test('what went well has no fault, and neither has what is still young', () => {
  expect(faultsWith({})).toEqual([]);
  expect(faultsWith({ one: { approvals: 0 }, challenge: pending, evidence: { now: askedAt + 100_000 } })).toEqual([]);
  expect(faultsWith({ challenge: null, evidence: { now: askedAt + 100_000, countedSends: new Map() } })).toEqual([]);
});

test('two messages of one send are allowed, and any number of refused ones', () => {
  const refused = { ...message, taken: false };
  expect(faultsWith({ messages: [message, message, refused, refused] })).toEqual([]);
});

test('what Redis lost by our own hand may be missing, until it should have been found', () => {
  const evidence = { emptiedAt: askedAt + 1 };
  expect(faultsWith({ challenge: null, evidence })).toEqual([]);
  expect(faultsWith({ challenge: pending, evidence: { ...evidence, now: askedAt + 150_000 } })).toEqual([]);
  expect(faultsWith({ challenge: pending, evidence }).map((fault) => fault.slice(0, 2))).toEqual(['I3']);
});

const violations: readonly (readonly [string, string, Planted])[] = [
  ['I1', 'a code approved twice', { one: { approvals: 2 } }],
  ['I2', 'a wrong code approved', { one: { wrongApprovals: 1 } }],
  ['I2', 'approved without its code', { one: { plan: 'only wrong', approvals: 0 } }],
  ['I3', 'never recorded', { challenge: null, evidence: { countedSends: new Map() } }],
  ['I3', 'never ended', { one: { approvals: 0 }, challenge: pending }],
  ['I3', 'ended too late', { challenge: { endedAt: askedAt + 120_001 } }],
  ['I3', 'an approval forgotten', { challenge: { status: 'expired' } }],
  ['I3', 'a cancel forgotten', { one: { approvals: 0, canceled: true } }],
  ['I3', 'an event missing', { challenge: { events: [event(1, 'created'), event(3, 'challenge_ended')] } }],
  ['I3', 'never sent, without a word', { delivery: { status: 'expired' }, messages: [] }],
  ['I3', 'a delivery without an end', { delivery: { status: 'sending' } }],
  ['I4', 'three messages', { messages: [message, message, message] }],
  ['I4', 'another code', { messages: [message, { ...message, code: '654321' }] }],
  ['I4', 'somebody else', { messages: [{ ...message, to: 'other@example.com' }] }],
  ['I4', 'told as sent and refused', { messages: [{ ...message, taken: false }] }],
  ['I5', 'a counter that went back', { one: { checksLeft: [4, 3, 4] } }],
  ['I5', 'a check forgotten', { challenge: { checks: 1 } }],
  ['I6', 'a code in a log', { evidence: { leaks: ['the code of ch_1'] } }],
  ['I7', 'a broken chain', { evidence: { audit: { kind: 'broken', fault: 'edited', sequence: 3 } } }],
  ['I7', 'a shorter chain', { evidence: { auditEntriesBefore: 6 } }],
  ['I8', 'a send that no limit counts', { evidence: { countedSends: new Map([[id, 0]]) } }],
];

test.each(violations)('%s finds %s', (invariant, _, planted) => {
  expect(faultsWith(planted).map((fault) => fault.slice(0, 2))).toEqual([invariant]);
});

test('every invariant has its planted violation', () => {
  expect([...new Set(violations.map(([invariant]) => invariant))]).toEqual(invariants.map((each) => each.id));
});
