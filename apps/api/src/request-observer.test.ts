import { describe, expect, test } from '@jest/globals';
import { createMetrics } from '@otpost/process/metrics';
import type { RequestFacts } from './http/request-facts.js';
import { createRequestObserver } from './request-observer.js';

const facts: RequestFacts = {
  requestId: 'req_1',
  startedAt: 0,
  method: 'POST',
  route: '/v1/challenges',
  applicationId: 'app_1',
  errorCode: null,
  limit: null,
  outcome: { verb: 'create', channel: 'email', result: 'created' },
};

async function observe(seen: RequestFacts, status: number) {
  const lines: unknown[] = [];
  const { metrics, registry } = createMetrics();
  createRequestObserver({ info: (line, message) => void lines.push([message, line]) }, metrics)(seen, {
    status,
    durationMilliseconds: 12.345,
    aborted: false,
  });
  return { lines, text: await registry.metrics() };
}

describe('one request', () => {
  test('is one line of log', async () => {
    const { lines } = await observe(facts, 201);
    const line = {
      requestId: 'req_1',
      method: 'POST',
      route: '/v1/challenges',
      status: 201,
      durationMilliseconds: 12.3,
    };
    expect(lines).toEqual([['request', { ...line, applicationId: 'app_1' }]]);
  });

  test('is counted by pattern, with what became of the create', async () => {
    const { text } = await observe(facts, 201);
    expect(text).toContain('otpost_http_requests_total{method="POST",route="/v1/challenges",status="201"} 1');
    expect(text).toContain('otpost_challenges_total{channel="email",result="created"} 1');
    expect(text).toContain('otpost_http_request_duration_seconds_count{method="POST",route="/v1/challenges"} 1');
  });

  test('that checked a code is counted as right or wrong', async () => {
    const { text } = await observe({ ...facts, outcome: { verb: 'check', result: 'wrong' } }, 200);
    expect(text).toContain('otpost_checks_total{result="wrong"} 1');
    expect(text).not.toContain('otpost_challenges_total{');
  });

  test('that a limit refused is counted under the limit', async () => {
    const { text, lines } = await observe(
      { ...facts, errorCode: 'rate_limited', limit: 'cooldown', outcome: null },
      429,
    );
    expect(text).toContain('otpost_limits_reached_total{limit="cooldown"} 1');
    expect(lines).toEqual([['request', expect.objectContaining({ status: 429, errorCode: 'rate_limited' })]]);
  });

  test('that no route took has no path of its own in the metrics', async () => {
    const { text } = await observe({ ...facts, route: null, outcome: null }, 404);
    expect(text).toContain('otpost_http_requests_total{method="POST",route="none",status="404"} 1');
  });
});
