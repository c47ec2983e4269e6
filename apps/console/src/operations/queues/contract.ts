/** What the API answers at /admin/v1/queues and /admin/v1/dead-letters. */

export const queuesPath = '/admin/v1/queues';
export const deadLettersPath = '/admin/v1/dead-letters';

interface Pause {
  readonly since: string;
  readonly reason: string;
}

export interface Queue {
  readonly channel: 'email' | 'sms';
  readonly waiting: number;
  readonly oldestWaitingSeconds: number | null;
  readonly pause: Pause | null;
}

export interface Queues {
  readonly queues: readonly Queue[];
  readonly pausedProviders: readonly (Pause & { readonly provider: string })[];
}

export interface DeadLetter {
  readonly id: string;
  readonly kind: 'code' | 'notice' | 'job';
  readonly status: 'waiting' | 'sent_again';
  readonly applicationId: string | null;
  readonly channel: string;
  readonly subject: string;
  readonly to: string | null;
  readonly reason: string;
  readonly detail: string | null;
  readonly createdAt: string;
}
