import type { Receipt } from '@otpost/provider-kit/receipt';
import { unsealContent } from '../challenge/sealed-content.js';
import type { Context } from '../context.js';
import { closePatiently } from '../delivery/close-patiently.js';
import { addressOfDelivery } from '../delivery/render-delivery.js';
import type { AttemptDecision, ClosedAttempt, CloseResult, LiveChallenge, OpenResult } from '../live-port.js';
import { takeReceipt } from '../receipt/take-receipt.js';
import { type TestEnd, testEndOf } from './test-address.js';

/** Stands for a provider in test mode; no real one has such an id. */
export const testProviderId = 'prv_test';

interface Plan {
  readonly outcome: ClosedAttempt['outcome'];
  readonly detail: string;
  readonly decision: AttemptDecision;
  readonly receipt?: Receipt;
}

const stop = (reason: string): AttemptDecision => ({ kind: 'stop', reason });
const wait = (seconds: number): AttemptDecision => ({ kind: 'retry', delayMilliseconds: seconds * 1000 });
/** As the ladder of real providers waits. */
const ladderSeconds = [2, 8, 30];

const taken = (receipt: Receipt): Plan => ({
  outcome: 'accepted',
  detail: 'Taken, in test mode: nothing left the house',
  decision: stop('accepted'),
  receipt,
});

function refused(detail: string, reason: string): Plan {
  return { outcome: 'permanent', detail, decision: stop(reason) };
}

function planOf(end: TestEnd | undefined, attempt: number, hasFallback: boolean): Plan {
  switch (end?.kind) {
    case 'delivered':
      return taken({ status: 'delivered' });
    case 'undelivered':
      return taken({ status: 'undelivered' });
    case 'bounced':
      return taken({ status: 'undelivered', suppress: 'hard_bounce' });
    case 'slow':
      return attempt > 1
        ? taken({ status: 'delivered' })
        : { outcome: 'retry', detail: 'Slow, as its address asks', decision: wait(end.seconds) };
    case 'provider_down': {
      const decision = hasFallback ? stop('providers_failing') : wait(ladderSeconds[attempt - 1] ?? 30);
      return { outcome: 'failover', detail: 'Down, as its address asks', decision };
    }
    case 'blocked':
      return refused('Blocked, as its address asks', 'suppressed');
    default:
      return refused('An application in test mode sends to test addresses only', 'test_mode');
  }
}

type Opened = OpenResult & { kind: 'opened' };

export function isInTestMode({ settings }: Context, { applicationId }: Pick<LiveChallenge, 'applicationId'>): boolean {
  return settings.current().applications.get(applicationId ?? '')?.settings.testMode === true;
}

function endOf({ settings }: Context, { challenge }: Opened): TestEnd | undefined {
  const { keyring } = settings.current();
  const content = unsealContent(keyring, challenge.applicationId, challenge.id, challenge.sealed);
  return testEndOf(challenge.channel, addressOfDelivery(challenge, content));
}

/** One attempt in test mode: ends as the address asks, and no provider is told of it. */
export async function attemptTest(context: Context, opened: Opened): Promise<CloseResult> {
  const { challenge, attempt } = opened;
  const { id, send, fallbacks, step } = challenge;
  const { receipt, ...plan } = planOf(endOf(context, opened), attempt, step < fallbacks);
  const closed = await closePatiently(context, {
    id,
    send,
    attempt,
    ...plan,
    provider: testProviderId,
    providerCode: null,
    providerMessageId: null,
    awaitsReceipt: receipt !== undefined,
  });
  if (receipt === undefined) return closed;
  await takeReceipt(context, { providerId: testProviderId, receipt, reference: { ownerId: id, send, attempt } });
  return { ...closed, isStepDue: false };
}
