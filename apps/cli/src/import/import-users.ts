import { CommandError } from '../command.js';
import { type ImportLine, readImportLine } from './import-line.js';

const mostLineBytes = 16_384;
const atOnce = 8;
const progressEvery = 1000;

export interface ImportTarget {
  readonly apiUrl: string;
  /** With the scopes `users` and `users.admin`. */
  readonly apiKey: string;
  /** Reads and checks every line, and sends nothing. */
  readonly isDryRun: boolean;
  readonly complain: (text: string) => void;
  readonly tellProgress: (text: string) => void;
}

export interface ImportResult {
  readonly users: number;
  readonly factors: number;
  readonly alreadyThere: number;
  readonly refused: number;
}

type Imported = 'user' | 'factor' | 'already_there' | { readonly problem: string };

interface Problem {
  readonly code?: string;
  readonly detail?: string;
}

interface Answered {
  readonly status: number;
  /** Undefined where it went well. */
  readonly problem?: Problem;
}

async function send(target: ImportTarget, method: string, path: string, body: object): Promise<Answered> {
  const response = await fetch(`${target.apiUrl}/v1/users/${path}`, {
    method,
    headers: { authorization: `Bearer ${target.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: Error) => {
    throw new CommandError(`The API at ${target.apiUrl} does not answer (${error.message})`);
  });
  const answer = (await response.json()) as Problem;
  if (response.ok) return { status: response.status };
  // No other line would fare better.
  if (response.status === 401) throw new CommandError(`The key is not accepted: ${answer.detail ?? ''}`);
  if (response.status >= 500) throw new CommandError(`The API cannot go on: ${answer.code ?? response.status}`);
  return { status: response.status, problem: answer };
}

const wordsOf = ({ code, detail }: Problem): string => detail ?? code ?? 'was refused';

async function importLine(target: ImportTarget, { user, totp, ...fields }: ImportLine): Promise<Imported> {
  if (target.isDryRun) return totp ? 'factor' : 'user';
  const path = encodeURIComponent(user);
  const put = await send(target, 'PUT', path, fields);
  if (put.problem) return { problem: wordsOf(put.problem) };
  if (!totp) return 'user';
  const { name = 'Authenticator app', ...secret } = totp;
  // Nobody changed anything, so nobody is told by mail.
  const body = { type: 'totp', name, notify: false, ...secret };
  const { status, problem } = await send(target, 'POST', `${path}/factors`, body);
  if (problem) return { problem: `totp: ${wordsOf(problem)}` };
  // 200: the user has this very secret, so a repeated import doubles nothing.
  return status === 200 ? 'already_there' : 'factor';
}

async function importText(target: ImportTarget, text: string): Promise<Imported> {
  if (Buffer.byteLength(text) > mostLineBytes) return { problem: `is longer than ${mostLineBytes} bytes` };
  const read = readImportLine(text);
  return read.kind === 'refused' ? { problem: read.problem } : await importLine(target, read.line);
}

/**
 * Takes users over, a line each. Good lines go in whatever stands around them; bad ones are named by number and field. Throws
 * a CommandError when the API does not answer or takes no key, so that the rest can be imported later by the same command.
 */
export async function importUsers(target: ImportTarget, lines: AsyncIterable<string>): Promise<ImportResult> {
  const counts = { users: 0, factors: 0, alreadyThere: 0, refused: 0 };
  let number = 0;
  const count = (line: number, imported: Imported): void => {
    if (typeof imported === 'object') {
      counts.refused += 1;
      target.complain(`line ${line}: ${imported.problem}`);
      return;
    }
    counts.users += 1;
    if (imported === 'factor') counts.factors += 1;
    if (imported === 'already_there') counts.alreadyThere += 1;
  };
  let group: Promise<void>[] = [];
  for await (const text of lines) {
    number += 1;
    const line = number;
    if (text.trim() !== '') group.push(importText(target, text).then((imported) => count(line, imported)));
    if (group.length >= atOnce) {
      await Promise.all(group);
      group = [];
    }
    if (number % progressEvery === 0) target.tellProgress(`${number} lines`);
  }
  await Promise.all(group);
  return counts;
}
