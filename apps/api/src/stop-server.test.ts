import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { stopServer } from './stop-server.js';

interface Slow {
  readonly url: string;
  readonly arrived: Promise<void>;
  answer(): void;
  stop(patienceMilliseconds?: number): Promise<void>;
}

async function startSlow(): Promise<Slow> {
  let answer: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const server = createServer((_request, response) => {
    answer = () => response.end('done');
    arrive();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, arrived, answer: () => answer(), stop: (patience) => stopServer(server, patience) };
}

/** Over a connection that would be kept. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

test('a request under way is answered, then its kept connection is closed', async () => {
  const agent = new Agent({ keepAlive: true });
  const slow = await startSlow();
  const asked = ask(slow.url, agent);
  await slow.arrived;
  const stopped = slow.stop();
  slow.answer();
  expect(await asked).toBe('done');
  await stopped;
  agent.destroy();
});

test('no new connection is taken once it stops', async () => {
  const agent = new Agent({ keepAlive: true });
  const slow = await startSlow();
  const asked = ask(slow.url, agent);
  await slow.arrived;
  const stopped = slow.stop();
  await expect(ask(slow.url, new Agent())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  slow.answer();
  await asked;
  await stopped;
  agent.destroy();
});

test('a request that does not end is cut off when the patience is over', async () => {
  const slow = await startSlow();
  const asked = ask(slow.url, new Agent());
  const cut = expect(asked).rejects.toMatchObject({ code: 'ECONNRESET' });
  await slow.arrived;
  await slow.stop(50);
  await cut;
});
