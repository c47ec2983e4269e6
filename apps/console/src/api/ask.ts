import { Problem, problemOf } from './problem.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let stepUp: (() => Promise<boolean>) | undefined;

/** Who shows the second factor again when the server wants it: true when it was shown. */
export function setStepUp(show: (() => Promise<boolean>) | undefined): void {
  stepUp = show;
}

let onSignedOut: (() => void) | undefined;

/** Told when the server no longer knows the session. */
export function setOnSignedOut(tell: (() => void) | undefined): void {
  onSignedOut = tell;
}

async function send(method: Method, path: string, body: unknown, headers: Headers): Promise<Response> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return await fetch(path, { method, headers, ...content }).catch(() => {
    throw new Problem('network', 'The server cannot be reached. Check your connection.');
  });
}

/** A POST is repeated under one key, so that after the second factor it does nothing twice. Throws a Problem. */
async function askPatiently(method: Method, path: string, body?: unknown): Promise<Response> {
  const headers = new Headers({ 'Otpost-Console': '1' });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (method === 'POST' && path.startsWith('/admin/')) headers.set('Idempotency-Key', crypto.randomUUID());
  for (;;) {
    const answer = await send(method, path, body, headers);
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    if (problem.code === 'unauthenticated' && path.startsWith('/admin/')) onSignedOut?.();
    const wasShown = problem.code === 'step_up_required' && stepUp !== undefined && (await stepUp());
    if (!wasShown) throw problem;
  }
}

/** Asks the API as the admin who is signed in. The header is what another site cannot send. Throws a Problem. */
export async function ask<Body>(method: Method, path: string, body?: unknown): Promise<Body> {
  const answer = await askPatiently(method, path, body);
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}

/** What is to be saved as a file. Throws a Problem. */
export async function askFile(path: string): Promise<Blob> {
  const answer = await askPatiently('GET', path);
  return await answer.blob();
}
