import type { PauseRecord, ProviderRecord } from '../records.js';
import type { Trouble } from './troubles-of-providers.js';

function detailOf({ kind, subject }: PauseRecord, providers: readonly ProviderRecord[]): string {
  if (kind === 'channel') return `The channel ${subject} is paused: its messages wait`;
  const name = providers.find(({ id }) => id === subject)?.name ?? subject;
  return `The provider "${name}" is paused: its messages go by others, or wait`;
}

/** What an admin has paused, so that nobody forgets it. */
export function troublesOfPauses(pauses: readonly PauseRecord[], providers: readonly ProviderRecord[]): Trouble[] {
  return pauses.map((pause) => ({ kind: 'paused', subject: pause.subject, detail: detailOf(pause, providers) }));
}
