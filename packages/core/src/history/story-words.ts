import type { StoryEntry } from './challenge-story-schemas.js';

/** What an entry is before it has words. */
export type Happening = Omit<StoryEntry, 'at' | 'words'>;

const ends: Readonly<Record<string, string>> = {
  approved: 'Approved: the right answer came',
  canceled: 'Canceled',
  expired: 'Expired: nobody answered in time',
  max_checks_reached: 'Ended: too many wrong answers',
  undeliverable: 'Undeliverable: the code could not be brought to the user',
};

const outcomes: Readonly<Record<string, string>> = {
  accepted: 'took the message',
  retry: 'asked to try again later',
  failover: 'could not take it now',
  permanent: 'refused it for good',
  config: 'refused its configuration',
  ambiguous: 'may have taken it: there was no clear answer',
};

const deliveryEnds: Readonly<Record<string, string>> = {
  canceled: 'is not sent any more',
  expired: 'had too little life left to go out',
  failed: 'failed',
  unknown: 'may have arrived; it is not sent again',
  sent: 'is sent',
  delivered: 'arrived',
  undelivered: 'did not arrive',
};

const channelWords: Readonly<Record<string, string>> = { email: 'email', sms: 'SMS' };

const by = (channel: string | null): string => channelWords[channel ?? ''] ?? channel ?? 'an unknown channel';

/** One sentence without its point. `providerName` is null for one that was deleted. */
export function wordsOf(happening: Happening, providerName: string | null): string {
  const { type, send, attempt, channel, to, outcome, status, reason } = happening;
  const because = reason ? `, because of ${reason.replaceAll('_', ' ')}` : '';
  const provider = providerName ?? happening.provider ?? 'No provider';
  switch (type) {
    case 'created':
      return to === null ? `Asked for, to be answered by ${by(channel)}` : `Asked for by ${by(channel)} to ${to}`;
    case 'send_queued':
      return to === null ? `Send ${send} is asked for` : `Send ${send} is asked for by ${by(channel)} to ${to}`;
    case 'attempt_opened':
      return `Attempt ${attempt} of send ${send} begins`;
    case 'attempt_closed':
      return `${provider} ${outcomes[outcome ?? ''] ?? 'answered'}`;
    case 'delivery_ended':
      return `Send ${send} ${deliveryEnds[status ?? ''] ?? 'ended'}${because}`;
    case 'receipt':
      return `The receipt says that send ${send} ${deliveryEnds[status ?? ''] ?? 'goes on'}`;
    case 'check_failed':
      return 'A wrong answer';
    case 'challenge_ended':
      return `${ends[status ?? ''] ?? 'Ended'}${status === 'approved' || status === 'expired' ? '' : because}`;
    case 'webhook':
      return `The application is told ${outcome ?? ''}: ${status ?? ''}`;
  }
}
