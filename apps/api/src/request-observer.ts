import type { Metrics } from '@otpost/process/metric-catalogue';
import type { RequestObserver } from './http/begin-request.js';

interface RequestLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** One line of log and one tick of the metrics for each request. */
export function createRequestObserver(log: RequestLog, metrics: Metrics): RequestObserver {
  return (facts, { status, durationMilliseconds, aborted }) => {
    const { requestId, method, applicationId, errorCode } = facts;
    const route = facts.route ?? 'none';
    metrics.httpRequests.inc({ method, route, status });
    metrics.httpDuration.observe({ method, route }, durationMilliseconds / 1000);
    if (facts.limit !== null) metrics.limitsReached.inc({ limit: facts.limit });
    if (facts.outcome !== null) metrics.challenges.inc(facts.outcome);
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
