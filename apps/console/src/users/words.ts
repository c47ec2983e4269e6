import type { RecentChallenge, ResetStatus, SuppressionReason, User } from './contract.js';

export interface Said {
  readonly kind: 'plain' | 'good' | 'warn' | 'bad';
  readonly word: string;
}

export const challengeWords: Readonly<Record<RecentChallenge['status'], Said>> = {
  pending: { kind: 'plain', word: 'Waiting' },
  approved: { kind: 'good', word: 'Approved' },
  canceled: { kind: 'plain', word: 'Canceled' },
  expired: { kind: 'plain', word: 'Expired' },
  max_checks_reached: { kind: 'bad', word: 'Wrong codes' },
  undeliverable: { kind: 'bad', word: 'Undeliverable' },
};

export const resetWords: Readonly<Record<ResetStatus, Said>> = {
  requested: { kind: 'warn', word: 'Waits for a decision' },
  mailed: { kind: 'plain', word: 'Link was mailed' },
  followed: { kind: 'plain', word: 'Link was followed' },
  done: { kind: 'good', word: 'Done' },
  canceled: { kind: 'plain', word: 'Canceled' },
  refused: { kind: 'bad', word: 'Refused' },
  expired: { kind: 'plain', word: 'Expired' },
};

export const suppressionWords: Readonly<Record<SuppressionReason, string>> = {
  hard_bounce: 'It does not exist, or takes no messages',
  opted_out: 'Its owner wants no messages',
  complaint: 'Its owner complained',
};

/** What an admin should see of a user at a glance; the first is the worst. */
export function statesOf({ failedChecks, openReset, requirement, type }: User): readonly Said[] {
  return [
    ...(failedChecks.state === 'stopped' ? [{ kind: 'bad', word: 'Stopped' } as const] : []),
    ...(failedChecks.state === 'waiting' ? [{ kind: 'warn', word: 'Must wait' } as const] : []),
    ...(openReset === 'requested' ? [{ kind: 'warn', word: 'Asks for a reset' } as const] : []),
    ...(openReset === 'mailed' || openReset === 'followed'
      ? [{ kind: 'plain', word: 'Reset under way' } as const]
      : []),
    ...(requirement === 'exempt' ? [{ kind: 'plain', word: 'Exempt' } as const] : []),
    ...(type === 'service' ? [{ kind: 'plain', word: 'Service account' } as const] : []),
  ];
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
