import type { Outcome } from '@otpost/provider-kit/outcome';
import type { Breakers } from '../breaker/breakers.js';
import type { Context } from '../context.js';
import type { OpenResult } from '../live-port.js';
import type { ProviderPool } from './provider-pool.js';

export interface DeliveryReport {
  readonly channel: string;
  readonly provider: string | null;
  readonly outcome: Outcome['class'];
  readonly providerMilliseconds: number;
}

export interface DeliverContext extends Context {
  readonly providers: ProviderPool;
  readonly breakers: Breakers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly report: (report: DeliveryReport) => void;
}

export type OpenedAttempt = OpenResult & { kind: 'opened' };
