import type { LoadOrder } from './load-order.js';

export interface LoadRequest {
  /** All bytes of the request. */
  readonly text: string;
  /** The address or user of an issue; empty for a check. */
  readonly address: string;
}

/** The status that a request must be answered with; anything else ends the load. */
export function expectedStatus({ requests }: LoadOrder): number {
  return requests.kind === 'check' ? 200 : 201;
}

function requestText({ port, apiKey }: LoadOrder, path: string, body: string): string {
  const authorization = apiKey === '' ? '' : `Authorization: Bearer ${apiKey}\r\n`;
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${authorization}` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  );
}

/** Gives request after request; undefined when a list of checks is used up. */
export function createRequestSource(order: LoadOrder): () => LoadRequest | undefined {
  const { requests } = order;
  let made = 0;
  if (requests.kind === 'issue') {
    return () => {
      made += 1;
      const address = `${requests.addressPrefix}-${made}@example.com`;
      return { text: requestText(order, '/v1/challenges', `{"channel":"email","to":"${address}"}`), address };
    };
  }
  if (requests.kind === 'issue-totp') {
    return () => {
      const user = requests.users[made];
      made += 1;
      if (user === undefined) return undefined;
      return { text: requestText(order, '/v1/challenges', `{"channel":"totp","user":"${user}"}`), address: user };
    };
  }
  return () => {
    const answer = requests.answers[made];
    made += 1;
    if (!answer) return undefined;
    return { text: requestText(order, `/v1/challenges/${answer.id}/check`, `{"code":"${answer.code}"}`), address: '' };
  };
}
