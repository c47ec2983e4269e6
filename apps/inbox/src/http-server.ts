import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { handOutCode } from './hand-out-code.js';
import type { InboxMessage } from './inbox-message.js';
import { type MessageBox, parsePlace } from './message-box.js';
import { webhookBody } from './webhook-body.js';

const pageDirectory = fileURLToPath(new URL('../page/', import.meta.url));
const findCodeModule = fileURLToPath(new URL('./find-code.js', import.meta.url));
const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

const listQuery = z.object({
  to: z.string().optional(),
  channel: z.enum(['email', 'sms']).optional(),
  after: z
    .string()
    .transform((text, context) => {
      const place = parsePlace(text);
      if (!place) context.addIssue({ code: 'custom', message: 'must be the id of a message or an ISO 8601 time' });
      return place;
    })
    .optional(),
});

/** Answers only under a local name, so that no web page can read codes by pointing its own name at this machine. */
const refuseForeignNames: RequestHandler = (request, response, next) => {
  const name = (request.headers.host ?? '').replace(/:[0-9]+$/, '').toLowerCase();
  if (localNames.has(name)) next();
  else response.status(421).json({ message: 'The inbox answers under localhost only' });
};

const setHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};

function refuseInvalid(error: z.ZodError, response: Response): void {
  const errors = error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
  response.status(400).json({ message: 'The request is not valid', errors });
}

function requestHeaders(request: Request): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : `${value}`]),
  );
}

function receiveWebhook(box: MessageBox): RequestHandler {
  return (request, response) => {
    const body = webhookBody.safeParse(request.body);
    if (!body.success) return refuseInvalid(body.error, response);
    const { channel, to, from, subject = null, text, html = null } = body.data;
    const { id } = box.add({ channel, to, from, subject, text, html, headers: requestHeaders(request) });
    response.json({ id });
  };
}

function listMessages(box: MessageBox): RequestHandler {
  return (request, response) => {
    const query = listQuery.safeParse(request.query);
    if (!query.success) return refuseInvalid(query.error, response);
    const messages: InboxMessage[] = box.list(query.data);
    response.json(messages);
  };
}

export interface InboxHttpOptions {
  /** False when other machines may call, as in a container network. */
  readonly localNamesOnly: boolean;
}

/** The page for people, the list for programs, and the receiver of webhooks. */
export function createInboxHttp(box: MessageBox, { localNamesOnly }: InboxHttpOptions): express.Express {
  const http = express().disable('x-powered-by');
  if (localNamesOnly) http.use(refuseForeignNames);
  http.use(setHeaders);
  http.get('/livez', (_request, response) => void response.json({ status: 'ok' }));
  http.get('/messages', listMessages(box));
  http.delete('/messages', (_request, response) => {
    box.clear();
    response.status(204).end();
  });
  http.get('/code', handOutCode(box));
  http.post('/sms', express.json({ limit: '1mb' }), receiveWebhook(box));
  http.get('/find-code.js', (_request, response) => response.sendFile(findCodeModule));
  http.use(express.static(pageDirectory));
  http.use((_request, response) => void response.status(404).json({ message: 'There is no such path' }));
  http.use((error: Error & { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error.status ?? 500).json({ message: error.message });
  });
  return http;
}
