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
  /** Null where Redis does not tell. */
  readonly workers: number | null;
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
  readonly channel: 'email' | 'sms';
  /** Id of the delivery, or of the job. */
  readonly subject: string;
  readonly to: string | null;
  readonly reason: string;
  readonly detail: string | null;
  /** Id of the delivery that took its place. */
  readonly sentAgainAs: string | null;
  readonly createdAt: string;
}

export interface DeadLetterPage {
  readonly deadLetters: readonly DeadLetter[];
  readonly nextCursor: string | null;
}

/** What sending again, mending or dismissing one makes old. */
export const madeOldByLetters = [deadLettersPath, '/admin/v1/deliveries', '/admin/v1/challenges', queuesPath];

export const letterKindNames = { code: 'Code', notice: 'Notice', job: 'Unreadable job' } as const;

/** How an admin tells one from another. */
export const letterName = ({ to, subject }: DeadLetter): string => to ?? subject;
