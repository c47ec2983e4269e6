import { isoTime } from '../challenge/challenge-view.js';
import type { LiveChallenge } from '../live-port.js';
import type { ChallengeRecord, HistoryEvent, ProviderRecord, WebhookMessageRecord } from '../records.js';
import type { StoryEntry } from './challenge-story-schemas.js';
import { numberOf, textOf } from './fold-challenge.js';
import { type Happening, wordsOf } from './story-words.js';

/** One thing that happened, under a name that is the same whether history or the live state tells it. */
export interface NamedEntry {
  readonly name: string;
  readonly at: number;
  readonly happening: Happening;
}

const nothing: Omit<Happening, 'type'> = {
  send: null,
  attempt: null,
  channel: null,
  to: null,
  provider: null,
  outcome: null,
  detail: null,
  providerCode: null,
  providerMessageId: null,
  status: null,
  reason: null,
};

const told: ReadonlySet<string> = new Set([
  'created',
  'send_queued',
  'attempt_opened',
  'attempt_closed',
  'delivery_ended',
  'receipt',
  'check_failed',
  'challenge_ended',
]);

function nameOf({ type, number, data }: HistoryEvent): string {
  const [send, attempt] = [numberOf(data, 'send'), numberOf(data, 'attempt')];
  if (type === 'created' || type === 'challenge_ended') return type;
  if (type === 'send_queued') return `${type} ${send}`;
  if (type === 'attempt_opened' || type === 'attempt_closed') return `${type} ${send} ${attempt}`;
  return `event ${number}`;
}

function entryOfEvent(record: ChallengeRecord, event: HistoryEvent): NamedEntry | undefined {
  const { type, at, data } = event;
  if (!told.has(type)) return undefined;
  const isFirst = type === 'created';
  const happening: Happening = {
    type: type as Happening['type'],
    send: isFirst ? null : numberOf(data, 'send') || null,
    attempt: numberOf(data, 'attempt') || null,
    channel: isFirst ? record.channel : textOf(data, 'channel'),
    to: (isFirst ? record.addressMasked : textOf(data, 'addressMasked')) || null,
    provider: textOf(data, 'provider') || null,
    outcome: textOf(data, 'outcome') || null,
    detail: textOf(data, 'detail') || null,
    providerCode: textOf(data, 'providerCode') || null,
    providerMessageId: textOf(data, 'providerMessageId') || null,
    status: (type === 'challenge_ended' ? textOf(data, 'status') : textOf(data, 'delivery')) || null,
    reason: textOf(data, 'reason') || null,
  };
  return { name: nameOf(event), at, happening };
}

export function entriesOfRecord(record: ChallengeRecord): NamedEntry[] {
  return record.events.flatMap((event) => entryOfEvent(record, event) ?? []);
}

/** What the live state knows, which keeps no list of what happened: history may be a second behind it. */
export function entriesOfLive(challenge: LiveChallenge): NamedEntry[] {
  const { channel, addressMasked, createdAt, status, endedAt, reason } = challenge;
  const first: Happening = { ...nothing, type: 'created', channel, to: addressMasked || null };
  const entries: NamedEntry[] = [{ name: 'created', at: createdAt, happening: first }];
  for (const { number: send, createdAt: at, via, attempts } of challenge.sends) {
    const to = { channel: via?.channel ?? null, to: via?.addressMasked ?? null };
    if (send > 1) {
      entries.push({ name: `send_queued ${send}`, at, happening: { ...nothing, type: 'send_queued', send, ...to } });
    }
    for (const { number: attempt, openedAt, closedAt, ...result } of attempts) {
      const opened: Happening = { ...nothing, type: 'attempt_opened', send, attempt };
      entries.push({ name: `attempt_opened ${send} ${attempt}`, at: openedAt, happening: opened });
      if (closedAt === null) continue;
      const closed: Happening = { ...nothing, ...result, type: 'attempt_closed', send, attempt };
      entries.push({ name: `attempt_closed ${send} ${attempt}`, at: closedAt, happening: closed });
    }
  }
  if (endedAt !== null) {
    const ended: Happening = { ...nothing, type: 'challenge_ended', status, reason };
    entries.push({ name: 'challenge_ended', at: endedAt, happening: ended });
  }
  return entries;
}

export function entryOfMessage({ id, type, createdAt, lastAnswer, status }: WebhookMessageRecord): NamedEntry {
  const happening: Happening = { ...nothing, type: 'webhook', outcome: type, detail: lastAnswer, status };
  return { name: `webhook ${id}`, at: createdAt, happening };
}

/** Each once and in order; of what both tell, history's word, which says more. */
export function timelineOf(
  byHistory: readonly NamedEntry[],
  byLive: readonly NamedEntry[],
  providers: ReadonlyMap<string, ProviderRecord>,
): StoryEntry[] {
  const names = new Set(byHistory.map(({ name }) => name));
  const all = [...byHistory, ...byLive.filter(({ name }) => !names.has(name))];
  return all
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, happening }) => {
      const providerName = providers.get(happening.provider ?? '')?.name ?? null;
      return { at: isoTime(at), words: wordsOf(happening, providerName), ...happening };
    });
}
