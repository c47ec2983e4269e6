import { findCode } from '@otpost/inbox/find-code';
import type { InboxMessage } from '@otpost/inbox/inbox-message';
import { createApiClient } from '../api-client.js';
import { CommandError } from '../command.js';
import type { DevFile } from '../up/dev-file.js';
import { waitForMessage } from './wait-for-message.js';

export interface Show {
  readonly file: DevFile;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly print: (text: string) => void;
}

interface Challenge {
  readonly id: string;
  readonly status: string;
  readonly to: string;
  readonly checksLeft: number;
}

interface Check {
  readonly status: string;
  readonly valid: boolean;
  readonly checksLeft: number;
}

function line(step: string, milliseconds: number, what: string): string {
  return `  ${step.padEnd(9)}${`${Math.round(milliseconds)} ms`.padStart(8)}   ${what}`;
}

/** The same digits, each one higher: wrong for sure. */
function wrongCodeFor(code: string): string {
  return code.replace(/[0-9]/g, (digit) => String((Number(digit) + 1) % 10));
}

function requireThat(condition: boolean, sentence: string): void {
  if (!condition) throw new CommandError(sentence);
}

function codeOf(message: InboxMessage): string {
  const code = findCode(message.text);
  if (code === undefined) throw new CommandError(`The message holds no code: ${message.text}`);
  return code;
}

/** Runs a step and gives what came of it, with the time that it took. */
async function timed<Result>(step: () => Promise<Result>): Promise<{ result: Result; milliseconds: number }> {
  const startedAt = performance.now();
  const result = await step();
  return { result, milliseconds: performance.now() - startedAt };
}

/** One challenge from its creation to its approval, step by step. Throws a CommandError at the first step that fails. */
export async function showChannel({ file, channel, to, print }: Show): Promise<void> {
  const api = createApiClient(file.apiUrl, file.apiKey);
  print(`\n${channel === 'email' ? 'Email' : 'SMS'} to ${to}`);

  const startedAt = performance.now();
  const created = await timed(() => api.call<Challenge>('POST', '/v1/challenges', { channel, to }));
  const { id, status, checksLeft } = created.result;
  requireThat(status === 'pending', `The new challenge is ${status}, not pending.`);
  print(line('create', created.milliseconds, `${id}: ${status}, ${checksLeft} checks left`));

  const message = await waitForMessage(file.inboxUrl, { to, channel });
  const code = codeOf(message);
  print(
    line(
      'message',
      performance.now() - startedAt,
      `after the create, in the inbox: ${message.subject ?? message.text}`,
    ),
  );

  const check = (code: string) => timed(() => api.call<Check>('POST', `/v1/challenges/${id}/check`, { code }));
  const wrong = await check(wrongCodeFor(code));
  requireThat(!wrong.result.valid, 'A wrong code was accepted.');
  print(line('check', wrong.milliseconds, `${wrongCodeFor(code)} is wrong: ${wrong.result.checksLeft} checks left`));

  const right = await check(code);
  requireThat(right.result.status === 'approved', `The right code was not accepted: ${right.result.status}.`);
  print(line('check', right.milliseconds, `${code} is right: ${right.result.status}`));
}
