import { type ChallengeHistory, storyOf } from '../servers/history-faults.js';
import type { MessageSink } from '../servers/message-sink.js';
import type { Accepted } from './run-load.js';

/** What a run of load leaves behind: what applications were told, what the store knows, what arrived. */
export interface Aftermath {
  readonly accepted: readonly Accepted[];
  readonly history: ReadonlyMap<string, ChallengeHistory>;
  readonly sink: MessageSink;
}

/** The ids or stories of those that broke a promise; all empty when every one was kept. */
export interface BrokenPromises {
  readonly approvedTwice: readonly string[];
  readonly approvedByWrongCode: readonly string[];
  /** Told as approved or canceled, and otherwise in history. */
  readonly answerForgotten: readonly string[];
  readonly sentMoreThanTwice: readonly string[];
  readonly sentToAnother: readonly string[];
  /** Neither sent, nor with a word why not. */
  readonly lost: readonly string[];
  readonly reportedAsSent: readonly string[];
}

const mostMessages = 2;
// Canceled before it went out; or too late, on a machine too busy to start what was killed; or lost with two workers.
const honestEnds = new Set(['canceled', 'expired', 'unknown']);

function isLost({ deliveries }: ChallengeHistory): boolean {
  const last = deliveries.at(-1);
  const says = last?.reason ?? last?.attempts.at(-1)?.detail ?? null;
  return !last || !honestEnds.has(last.status) || says === null;
}

function sentMoreThanTwice(sink: MessageSink): string[] {
  const counts = new Map<string, number>();
  for (const { deliveryId } of sink.messages()) counts.set(deliveryId, (counts.get(deliveryId) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > mostMessages).map(([id]) => id);
}

const idsOf = (some: readonly Accepted[]): string[] => some.map(({ id }) => id);

/** Those that nothing was sent of, whatever the reason. */
export function unsent({ accepted, sink }: Aftermath): readonly Accepted[] {
  return accepted.filter(({ id }) => sink.messagesOf(id).length === 0);
}

/** Compares what was told with what is. The history must be whole. */
export function brokenPromises(aftermath: Aftermath): BrokenPromises {
  const { accepted, history, sink } = aftermath;
  const statusOf = ({ id }: Accepted) => history.get(id)?.challenge.status;
  const forgotten = accepted.filter(
    (one) => (one.approvals > 0 && statusOf(one) !== 'approved') || (one.canceled && statusOf(one) !== 'canceled'),
  );
  const arrived = new Set(sink.messages().map(({ deliveryId }) => deliveryId));
  const stories = unsent(aftermath).flatMap(({ id }) => history.get(id) ?? []);
  const deliveries = [...history.values()].flatMap((own) => own.deliveries);
  return {
    approvedTwice: idsOf(accepted.filter(({ approvals }) => approvals > 1)),
    approvedByWrongCode: idsOf(accepted.filter(({ wrongApprovals }) => wrongApprovals > 0)),
    answerForgotten: idsOf(forgotten),
    sentMoreThanTwice: sentMoreThanTwice(sink),
    sentToAnother: idsOf(accepted.filter(({ id, to }) => sink.messagesOf(id).some((message) => message.to !== to))),
    lost: stories.filter(isLost).map(storyOf),
    reportedAsSent: deliveries.filter(({ status, id }) => status === 'sent' && !arrived.has(id)).map(({ id }) => id),
  };
}
