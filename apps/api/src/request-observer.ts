import type { Metrics } from '@otpost/process/metric-catalogue';
import type { RequestObserver } from './http/begin-request.js';
import type { RequestOutcome } from './http/request-facts.js';

interface RequestLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
}

function countOutcome(metrics: Metrics, outcome: RequestOutcome | null): void {
  if (outcome?.verb === 'create') metrics.challenges.inc({ channel: outcome.channel, result: outcome.result });
  if (outcome?.verb === 'check') metrics.checks.inc({ result: outcome.result });
  if (outcome?.verb !== 'receipts') return;
  for (const { status, result } of outcome.received)
    metrics.receipts.inc({ provider: outcome.provider, status, result });
}

/** One line of log and one tick of the metrics for each request. */
export function createRequestObserver(log: RequestLog, metrics: Metrics): RequestObserver {
  return (facts, { status, durationMilliseconds, aborted }) => {
    const { requestId, method, applicationId, errorCode } = facts;
    const route = facts.route ?? 'none';
    metrics.httpRequests.inc({ method, route, status });
    metrics.httpDuration.observe({ method, route }, durationMilliseconds / 1000);
    if (facts.limit !== null) metrics.limitsReached.inc({ limit: facts.limit });
    countOutcome(metrics, facts.outcome);
    const line: Record<string, unknown> = {
      requestId,
      method,
      route,
      status,
      durationMilliseconds: Math.round(durationMilliseconds * 10) / 10,
    };
    if (applicationId !== null) line['applicationId'] = applicationId;
    if (errorCode !== null) line['errorCode'] = errorCode;
    if (aborted) line['aborted'] = true;
    log.info(line, 'request');
  };
}
