import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import type { DevFile } from './dev-file.js';
import { curlLines } from './ready-text.js';

const challenge = {
  id: 'ch_07abc',
  status: 'pending',
  to: 'y•••@example.com',
  delivery: { id: 'ch_07abc-1', status: 'queued' },
};
let place: ReturnType<typeof temporaryDirectory>;
let server: Server;
let file: DevFile;
let requests: { method: string; url: string; authorization: string; body: unknown }[];

/** Answers as the API and the inbox do, and notes what it was asked. */
function answer(url: string): string {
  if (url === '/v1/challenges') return JSON.stringify(challenge);
  return url === '/code?challenge=ch_07abc' ? '004217\n' : '{"status":"approved"}';
}

async function note(request: IncomingMessage): Promise<string> {
  const { method = '', url = '', headers } = request;
  const body = await text(request);
  requests.push({ method, url, authorization: headers.authorization ?? '', body: body && JSON.parse(body) });
  return url;
}

beforeEach(async () => {
  place = temporaryDirectory();
  requests = [];
  server = createServer((request, response) => void note(request).then((url) => response.end(answer(url))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = `http://localhost:${(server.address() as AddressInfo).port}`;
  file = { apiUrl: at, inboxUrl: at, apiKey: 'otp_live_k_secret' } as DevFile;
});

afterEach(() => {
  server.close();
  place.remove();
});

const shells = ['/bin/sh', '/bin/bash', '/bin/zsh'].filter(existsSync);

test.each(shells)('pasted into %s, the two lines send a code and check it', async (shell) => {
  const { send, check } = curlLines(file, join(place.directory, "it's here.json"));
  const { stdout } = await promisify(execFile)(shell, ['-c', `${send}\n${check}`]);
  expect(stdout).toContain(JSON.stringify(challenge));
  expect(stdout).toContain('{"status":"approved"}');
  const authorization = 'Bearer otp_live_k_secret';
  expect(requests).toEqual([
    { method: 'POST', url: '/v1/challenges', authorization, body: { channel: 'email', to: 'you@example.com' } },
    { method: 'GET', url: '/code?challenge=ch_07abc', authorization: '', body: '' },
    { method: 'POST', url: '/v1/challenges/ch_07abc/check', authorization, body: { code: '004217' } },
  ]);
});
