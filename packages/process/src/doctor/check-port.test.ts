import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkPort } from './check-port.js';

let holder: Server;
let port: number;
beforeAll(async () => {
  holder = createServer((_request, response) => response.end('held'));
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => new Promise((resolve) => holder.close(resolve)));

const api = () => ({ check: 'port', variable: 'OTPOST_PORT', host: '127.0.0.1', port }) as const;
const nobody = async () => false;

test('a port that another program holds is named with its mend', async () => {
  expect(await checkPort(api(), nobody)).toEqual({
    check: 'port',
    ok: false,
    what: `The port 127.0.0.1:${port} is taken`,
    mend: expect.stringContaining('OTPOST_PORT'),
  });
});

test('a port that Otpost itself holds is no fault', async () => {
  const asks = async (host: string, asked: number) => (await fetch(`http://${host}:${asked}`)).ok;
  expect(await checkPort(api(), asks)).toMatchObject({ ok: true, what: expect.stringContaining('already listens') });
});

test('a holder that cannot be asked is not ours', async () => {
  expect(await checkPort(api(), async () => Promise.reject(new Error('no answer')))).toMatchObject({ ok: false });
});

test('a free port stays free', async () => {
  const free = { ...api(), port: 0 };
  expect(await checkPort(free, nobody)).toMatchObject({ ok: true });
});

test('an address that is not of this machine is named with its mend', async () => {
  // RFC 5737: 192.0.2.0/24 is for documentation, no machine has it.
  const finding = await checkPort({ ...api(), host: '192.0.2.1', port: 0 }, nobody);
  expect(finding).toMatchObject({ ok: false, mend: expect.stringContaining('OTPOST_HOST') });
});
