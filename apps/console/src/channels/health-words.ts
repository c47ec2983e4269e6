import type { Provider } from './contract.js';

export interface HealthWords {
  readonly kind: 'plain' | 'good' | 'warn' | 'bad';
  readonly word: string;
  /** What it means and what to do; null when all is well. */
  readonly advice: string | null;
}

/** How a provider does, in words for the admin who must mend it. */
export function healthWords({ enabled, problem, health }: Provider): HealthWords {
  if (problem !== null) {
    return { kind: 'bad', word: 'Cannot be used', advice: `${problem} Correct the settings below, or delete it.` };
  }
  if (!enabled) return { kind: 'plain', word: 'Disabled', advice: null };
  switch (health.status) {
    case 'closed':
      return { kind: 'good', word: 'In use', advice: null };
    case 'out':
      return {
        kind: 'bad',
        word: 'Refused',
        advice: 'The provider does not accept these settings, so nothing is sent by it. Correct them and send a test.',
      };
    case 'open':
      return {
        kind: 'bad',
        word: 'Failing',
        advice: 'It failed too often and is left out. It is tried again every 10 seconds, and comes back by itself.',
      };
    case 'probing':
      return { kind: 'warn', word: 'Being tried', advice: 'It failed and is being tried with one message.' };
    case 'unknown':
      return { kind: 'plain', word: 'Unknown', advice: 'Redis does not answer, where its state is kept.' };
  }
}

const outcomeWords: Readonly<Record<string, string>> = {
  retry: 'could not take the message now',
  failover: 'could not take the message',
  permanent: 'refused the message',
  config: 'refused these settings',
  ambiguous: 'may have taken the message, and did not say so',
};

export function lastErrorWords({ health }: Provider): string | null {
  if (!health.lastError) return null;
  const { outcome, detail } = health.lastError;
  return `It ${outcomeWords[outcome] ?? outcome}: ${detail}`;
}
