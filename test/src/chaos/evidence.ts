import type { VerifiedAudit } from '@otpost/core/audit/verify-audit';
import type { ChallengeHistory } from '../servers/history-faults.js';
import { challengeOf, type MessageSink, type SunkMessage } from '../servers/message-sink.js';
import type { Accepted } from './accepted.js';

/** What was seen of some challenges, from all sides: the invariants judge it and ask nobody. */
export interface Evidence {
  readonly lifeSeconds: number;
  /** When it was gathered, by this machine's clock. */
  readonly now: number;
  /** What their applications were told. */
  readonly accepted: readonly Accepted[];
  /** What reached the end of the wire, by challenge, in order. */
  readonly messages: ReadonlyMap<string, readonly SunkMessage[]>;
  /** What the store remembers. */
  readonly history: ReadonlyMap<string, ChallengeHistory>;
  /** When the case emptied Redis by hand: what was accepted before has no live state. Null: it did not. */
  readonly emptiedAt: number | null;
  readonly audit: VerifiedAudit;
  /** Entries that the audit log had before. */
  readonly auditEntriesBefore: number;
  /** Names of codes, addresses and secrets that stand in a log. */
  readonly leaks: readonly string[];
  /** Sends that the limit of an address counts, for some of the challenges. */
  readonly countedSends: ReadonlyMap<string, number>;
}

/** The messages of these challenges. */
export function messagesByChallenge(
  sink: Pick<MessageSink, 'messages'>,
  accepted: readonly Pick<Accepted, 'id'>[],
): Map<string, SunkMessage[]> {
  const own = new Map<string, SunkMessage[]>(accepted.map(({ id }) => [id, []]));
  for (const message of sink.messages()) own.get(challengeOf(message))?.push(message);
  return own;
}

export const allMessages = ({ messages }: Pick<Evidence, 'messages'>): SunkMessage[] => [...messages.values()].flat();

/** Its live state went away with Redis, by our own hand. */
export const isForgotten = ({ emptiedAt }: Evidence, { askedAt }: Accepted): boolean =>
  emptiedAt !== null && askedAt <= emptiedAt;
