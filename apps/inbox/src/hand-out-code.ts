import type { RequestHandler } from 'express';
import { findCode } from './find-code.js';
import type { InboxMessage } from './inbox-message.js';
import type { MessageBox } from './message-box.js';

/** Long enough for a slow machine, short enough for a person who made a typing mistake. */
const waitMilliseconds = 10_000;

/** Our providers name the message after the challenge, in the Message-ID of a mail and the webhook-id of a request. */
function belongsTo(message: InboxMessage, challengeId: string): boolean {
  const { 'message-id': mailId = '', 'webhook-id': webhookId = '' } = message.headers;
  return mailId.includes(challengeId) || webhookId.includes(challengeId);
}

/**
 * `GET /code?challenge=ch_...`: the code of the newest message of a challenge as plain text, waiting for it for up to 10 s.
 * It lets a line of shell do what a person does: read the code and type it.
 */
export function handOutCode(box: MessageBox): RequestHandler {
  return (request, response) => {
    const { challenge } = request.query;
    if (typeof challenge !== 'string' || challenge === '') {
      response.status(400).json({ message: 'Name the challenge: /code?challenge=ch_...' });
      return;
    }
    const answer = (message: InboxMessage | undefined): boolean => {
      const code = message && belongsTo(message, challenge) ? findCode(message.text) : undefined;
      if (code !== undefined) response.type('text/plain').send(`${code}\n`);
      return code !== undefined;
    };
    if (answer(box.list({}).findLast((message) => belongsTo(message, challenge)))) return;

    const stop = box.onMessage((message) => {
      if (answer(message)) end();
    });
    const timer = setTimeout(() => {
      response.status(404).json({ message: 'No message with a code came for this challenge' });
      end();
    }, waitMilliseconds);
    const end = (): void => {
      clearTimeout(timer);
      stop();
    };
    response.on('close', end);
  };
}
