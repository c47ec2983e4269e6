import { type FakeHttp, type FakeHttpOptions, startFakeHttp } from './start-fake-http.js';

/** A receiver of webhooks, or a plain SMS gateway. */
export interface FakeWebhook extends FakeHttp {
  /** The bodies received as JSON, in order. */
  messages(): Record<string, unknown>[];
}

export async function startFakeWebhook(options: Pick<FakeHttpOptions, 'tls'> = {}): Promise<FakeWebhook> {
  let count = 0;
  const accepted = () => {
    count += 1;
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: `hook-${count}` }),
    };
  };
  const fake = await startFakeHttp({ ...options, accepted });
  return { ...fake, messages: () => fake.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>) };
}
