import type { AddressInfo } from 'node:net';
import type { TotpFactor } from '@otpost/core/user-records';
import { openStore } from '@otpost/store/open-store';
import express from 'express';
import { Secret, TOTP } from 'otpauth';

/**
 * What the check of a TOTP code stands beside: bare Express, which parses, reads the user, asks otpauth, and spends the step by
 * one compare-and-set of the same embedded store. It takes no key, knows no challenge and no limit, unseals nothing and writes
 * no log: the secret stands open in its store, whose directory is the first word after the program.
 */

const { users } = openStore({ dataDirectory: process.argv[2] ?? '', now: Date.now });

async function spend(id: string, code: string): Promise<boolean> {
  const user = await users.get(id);
  const [factor] = (user?.factors ?? []) as readonly TotpFactor[];
  if (!user || !factor) return false;
  const { algorithm, digits, period, lastStep, secretSealed } = factor;
  const totp = new TOTP({ algorithm, digits, period, secret: Secret.fromBase32(secretSealed) });
  const now = Date.now();
  const delta = totp.validate({ token: code, timestamp: now, window: 1 });
  if (delta === null) return false;
  const step = Math.floor(now / 1000 / period) + delta;
  if (step <= lastStep) return false;
  const spent = { ...user, version: user.version + 1, factors: [{ ...factor, lastStep: step }] };
  return (await users.replace(spent, user.version)) === 'replaced';
}

const app = express();
app.use(express.json());

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to its error handler
app.post('/v1/challenges/:id/check', async (request, response) => {
  const { code } = request.body as { code: string };
  const valid = await spend(request.params.id, code);
  response.status(200).json({ status: valid ? 'approved' : 'pending', valid });
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port, msg: 'ready' })}\n`);
});
