import type { OutageKind } from '@otpost/core/alert/alert-kinds';
import { alertId, type TellOperator } from '@otpost/core/alert/watch-alerts';
import type { Readiness } from '@otpost/process/readiness';

/** What is back by then was a restart or a failover, for which nobody is to be woken. */
const patienceMilliseconds = 30_000;

interface Outage {
  readonly since: number;
  readonly isTold: boolean;
}

interface OutageWatchParts {
  readonly ready: () => Promise<Readiness>;
  readonly tell: TellOperator;
  readonly now: () => number;
}

/**
 * Gives a function that looks whether Redis and the store can be worked with, and tells the operator of one that could not be for
 * half a minute, and of its return, each until it is heard. By itself: what workers agree by is what is away.
 */
export function createOutageWatch({ ready, tell, now }: OutageWatchParts): () => Promise<number> {
  const outages = new Map<OutageKind, Outage>();

  const tellOf = (kind: OutageKind, status: 'open' | 'closed', detail: string, since: number): Promise<boolean> => {
    const subject = kind === 'redis_down' ? 'redis' : 'store';
    const id = alertId({ kind, subject });
    return tell({ id, kind, subject, status, detail, since: new Date(since).toISOString(), count: 1 });
  };
  const noteAway = async (kind: OutageKind, detail: string): Promise<void> => {
    const outage = outages.get(kind) ?? { since: now(), isTold: false };
    outages.set(kind, outage);
    if (outage.isTold || now() - outage.since < patienceMilliseconds) return;
    if (await tellOf(kind, 'open', detail, outage.since)) outages.set(kind, { ...outage, isTold: true });
  };
  const noteBack = async (kind: OutageKind): Promise<void> => {
    const isHeard = !outages.get(kind)?.isTold || (await tellOf(kind, 'closed', 'It works again', now()));
    if (isHeard) outages.delete(kind);
  };
  const note = (kind: OutageKind, detail: string): Promise<void> =>
    detail === '' ? noteBack(kind) : noteAway(kind, detail);

  return async () => {
    const { problems, degraded } = await ready();
    await note('redis_down', problems.join('; '));
    await note('store_down', degraded.includes('store') ? 'The store does not answer' : '');
    return outages.size;
  };
}
