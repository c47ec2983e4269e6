/**
 * The gateway as the contract suite meets it: a real HTTP server that can be told to misbehave.
 * `./otpost provider test` runs every row. Add one for each line of the gateway's documentation.
 *
 * @param {Record<string, any>} tools startFakeHttp, startFakeSmtp, rubbish200
 */
export async function fixture({ startFakeHttp, rubbish200 }) {
  const fake = await startFakeHttp({
    accepted: () => ({ status: 202, headers: json, body: '{"id":"message-1"}' }),
    // What `verify` asks is no message.
    asides: { isAside: ({ method }) => method === 'GET', answer: () => ({ status: 200, headers: json, body: '{}' }) },
  });
  const config = { url: `${fake.origin}/messages`, apiKey: 'example-key-1234', sender: 'Example' };
  return {
    config,
    refused: [
      { field: 'url', config: { ...config, url: 'gateway.example.com' } },
      { field: 'apiKey', config: { ...config, apiKey: 'short' } },
      { field: 'sender', config: { ...config, sender: 'no spaces' } },
    ],
    rows: [...answerRows(fake), ...faultRows(fake, config, rubbish200)],
    verifications: [
      { when: 'a key that is taken', expect: 'works' },
      {
        when: 'a wrong key',
        arrange: () => fake.behaveNextAside({ kind: 'answer', status: 401, headers: json, body: '{}' }),
        expect: { field: 'apiKey' },
      },
      { when: 'nothing listens', config: { ...config, url: 'http://127.0.0.1:1/' }, expect: { field: 'url' } },
    ],
    received: () => fake.received.map((request) => request.body),
    close: () => fake.close(),
  };
}

const json = { 'content-type': 'application/json' };

function answerRows(fake) {
  const error = (code, status, expected) => ({
    when: `the error ${code}`,
    arrange: () => fake.behaveNext({ kind: 'answer', status, headers: json, body: JSON.stringify({ error: code }) }),
    expect: expected,
    providerCode: code,
  });
  return [
    { when: 'a message id', arrange: () => undefined, expect: 'accepted' },
    error('unknown_number', 400, 'permanent'),
    error('number_blocked', 400, 'permanent'),
    error('wrong_key', 401, 'config'),
    error('no_credit', 402, 'config'),
    error('too_many', 429, 'retry'),
    error('something_new', 400, 'failover'),
    error('something_new', 500, 'ambiguous'),
    error('something_new', 503, 'failover'),
  ];
}

function faultRows(fake, config, rubbish200) {
  const fault = (when, behaviour) => ({ when, arrange: () => fake.behaveNext(behaviour), expect: 'ambiguous' });
  return [
    fault('200 with a page', rubbish200),
    fault('a reset after the body', { kind: 'reset_after_body' }),
    fault('a reset in the middle of the answer', { kind: 'cut_answer' }),
    { ...fault('silence', { kind: 'hang' }), endAfterMilliseconds: 500 },
    {
      when: 'nothing listens',
      arrange: () => undefined,
      config: { ...config, url: 'http://127.0.0.1:1/' },
      expect: 'failover',
      arrivals: 0,
    },
  ];
}
