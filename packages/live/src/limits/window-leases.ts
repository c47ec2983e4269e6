import type { WindowLimit } from '@otpost/core/live-limits-port';
import type { Limited } from '@otpost/core/live-results';
import type { LiveConnection } from '../connection/live-connection.js';
import { type Grant, useWindows } from './use-windows.js';

/** At most a fiftieth of what the window allows is taken at a time, so that a busy application asks Redis once for many requests. */
const leaseShare = 50;
/** Twice what the last lot was used for: what is taken and not used counts as a use, and would put who asks seldom behind a burst. */
const lotGrowth = 2;
const smallestLot = 2;
/** Uses that were counted and not needed by then are given up: the limit then allows a little less, never more. */
const leaseMilliseconds = 200;

export interface Used {
  readonly kind: 'used';
  readonly burst: number;
}

interface Lease {
  readonly limit: number;
  readonly until: number;
  readonly granted: number;
  left: number;
  /** The number of the next use. */
  burst: number;
}

export interface WindowLeases {
  use(applicationId: string, windows: readonly WindowLimit[]): Promise<Used | Limited>;
}

function isLeasable([window, ...others]: readonly WindowLimit[]): boolean {
  return window !== undefined && others.length === 0 && window.subject === '' && window.limit >= 2 * leaseShare;
}

/**
 * Counts uses in windows. A window that belongs to the whole application is drawn on in small lots: each use is counted in
 * Redis before it is given, so that all processes together never exceed the limit. Everything else is asked use by use.
 */
export function createWindowLeases(connection: LiveConnection, now: () => number): WindowLeases {
  const leases = new Map<string, Lease>();
  const asking = new Map<string, Promise<Grant | Limited>>();

  const take = (applicationId: string, limit: number): Used | undefined => {
    const lease = leases.get(applicationId);
    if (!lease || lease.left === 0 || lease.limit !== limit || now() >= lease.until) return undefined;
    lease.left -= 1;
    lease.burst += 1;
    return { kind: 'used', burst: lease.burst - 1 };
  };

  const ask = async (applicationId: string, window: WindowLimit): Promise<Grant | Limited> => {
    const last = leases.get(applicationId);
    const used = last ? last.granted - last.left : 0;
    const wanted = Math.min(Math.floor(window.limit / leaseShare), Math.max(smallestLot, used * lotGrowth));
    const until = now() + leaseMilliseconds;
    const grant = await useWindows(connection, applicationId, [window], wanted);
    if (grant.kind === 'used') {
      const { granted, burst } = grant;
      leases.set(applicationId, { limit: window.limit, until, granted, left: granted, burst: burst - granted + 1 });
    }
    return grant;
  };

  /** Requests that come while one asks share what it gets. */
  const askOnce = (applicationId: string, window: WindowLimit): Promise<Grant | Limited> => {
    const running = asking.get(applicationId);
    if (running) return running;
    const started = ask(applicationId, window).finally(() => asking.delete(applicationId));
    asking.set(applicationId, started);
    return started;
  };

  return {
    use: async (applicationId, windows) => {
      const [window] = windows;
      if (!window || !isLeasable(windows)) return await useWindows(connection, applicationId, windows, 1);
      for (;;) {
        const used = take(applicationId, window.limit);
        if (used) return used;
        const grant = await askOnce(applicationId, window);
        if (grant.kind === 'limited') return grant;
      }
    },
  };
}
