import type { ChallengeStatus } from '@otpost/core/challenge/challenge-states';
import type { DeliveryStatus } from '@otpost/core/delivery/delivery-states';
import type { Attempt, LiveChallenge, Send } from '@otpost/core/live-port';
import type { ChallengeChannel, Channel, DeliveryKind } from '@otpost/core/records';

/** The current send as the scripts keep it; empty Lua lists come as objects, absent values not at all. */
interface StoredSend {
  readonly number: number;
  readonly createdAt: number;
  readonly status: DeliveryStatus;
  readonly reason?: string;
  readonly sentAt?: number;
  readonly channel?: Channel;
  readonly masked?: string;
  readonly country?: string;
  readonly attempts: Readonly<Record<string, StoredAttempt>>;
}

interface StoredAttempt {
  readonly number: number;
  readonly openedAt: number;
  readonly closedAt?: number;
  readonly provider?: string | null;
  readonly outcome?: string;
  readonly detail?: string;
  readonly providerCode?: string | null;
  readonly providerMessageId?: string | null;
}

function parseAttempt(stored: StoredAttempt): Attempt {
  return {
    number: stored.number,
    openedAt: stored.openedAt,
    closedAt: stored.closedAt ?? null,
    provider: stored.provider ?? null,
    outcome: stored.outcome ?? null,
    detail: stored.detail ?? null,
    providerCode: stored.providerCode ?? null,
    providerMessageId: stored.providerMessageId ?? null,
  };
}

function viaOf({ channel, masked = '', country }: StoredSend): Send['via'] {
  return channel ? { channel, addressMasked: masked, country: country || null } : null;
}

function parseSend(text: string): Send {
  const stored = JSON.parse(text) as StoredSend;
  return {
    number: stored.number,
    createdAt: stored.createdAt,
    status: stored.status,
    reason: stored.reason ?? null,
    sentAt: stored.sentAt ?? null,
    via: viaOf(stored),
    attempts: Object.values(stored.attempts)
      .map(parseAttempt)
      .toSorted((a, b) => a.number - b.number),
  };
}

/** From the flat list of HGETALL; undefined when there is no such key. */
export function parseChallenge(id: string, flat: readonly string[]): LiveChallenge | undefined {
  if (flat.length === 0) return undefined;
  const fields = new Map<string, string>();
  for (let i = 0; i < flat.length; i += 2) fields.set(flat[i] ?? '', flat[i + 1] ?? '');
  const text = (name: string): string => fields.get(name) ?? '';
  const number = (name: string): number => Number(fields.get(name) ?? 0);
  const sends = [...fields].filter(([name]) => name.startsWith('send:')).map(([, value]) => parseSend(value));
  return {
    id,
    kind: text('kind') as DeliveryKind,
    applicationId: text('application') || null,
    channel: text('channel') as ChallengeChannel,
    purpose: text('purpose'),
    status: text('status') as ChallengeStatus | 'ended',
    reason: text('reason') || null,
    addressMasked: text('masked'),
    country: text('country') || null,
    sealed: text('sealed'),
    createdAt: number('createdAt'),
    expiresAt: number('expiresAt'),
    endedAt: fields.has('endedAt') ? number('endedAt') : null,
    checks: number('checks'),
    maxChecks: number('maxChecks'),
    resendAt: number('resendAt'),
    send: number('send'),
    sends: sends.toSorted((a, b) => a.number - b.number),
    providerId: text('provider') || null,
    userId: text('user') || null,
    factorId: text('factor') || null,
    fallbacks: number('fallbacks'),
    step: number('step'),
    via: (text('via') as Channel) || null,
    approvedBy: text('approvedBy') || null,
  };
}
