import type { Readable } from 'node:stream';
import type { Message } from '@otpost/provider-kit/message';
import type { Outcome } from '@otpost/provider-kit/outcome';
import { startDeadline } from '@otpost/provider-kit/start-deadline';
import type { NodemailerError, SendMailOptions, SMTPPoolSentMessageInfo } from 'nodemailer';
import { composeMail } from './compose-mail.js';
import { connectionCause } from './connection-cause.js';
import type { SmtpTransport, TrackedMail } from './create-smtp-transport.js';
import { outcomeOfSignal } from './outcomes.js';
import { isPlainAddress, type Mailbox } from './parse-mailbox.js';

export interface SmtpSend {
  readonly transport: SmtpTransport;
  readonly from: Mailbox;
  readonly sendMilliseconds: number;
  readonly now: () => number;
}

/** Hands one message to the mail server, within one time limit that covers the wait for a free connection. */
export async function sendBySmtp(send: SmtpSend, message: Message, outer: AbortSignal): Promise<Outcome> {
  if (!isPlainAddress(message.to)) {
    return { class: 'permanent', detail: 'The address is not one plain email address; nothing was sent.' };
  }
  const { transport, sendMilliseconds } = send;
  const deadline = startDeadline(sendMilliseconds, outer);
  let content: Readable | undefined;
  const mail: TrackedMail = {
    ...mailOf(send, message),
    signal: deadline.signal,
    onContent: (stream) => {
      content = stream;
    },
  };
  try {
    return acceptedAs(await transport.sendMail(mail));
  } catch (error) {
    const { code = 'UNKNOWN', command = '', response = '' } = error as NodemailerError;
    return outcomeOfSignal({
      code: deadline.timedOut() ? 'ETIMEDOUT' : code,
      ...(deadline.timedOut() ? {} : { cause: connectionCause(error as NodemailerError) }),
      command,
      reply: response,
      contentStarted: content?.readableDidRead ?? false,
    });
  } finally {
    deadline.clear();
  }
}

function mailOf({ from, now }: SmtpSend, message: Message): SendMailOptions {
  const fromDomain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const messageId = `<${message.id}@${fromDomain}>`;
  return {
    // Given apart from the headers, so that no header text can add a recipient.
    envelope: { from: from.address, to: [message.to] },
    messageId,
    raw: composeMail({
      from,
      to: message.to,
      subject: message.subject ?? '',
      text: message.text,
      html: message.html,
      date: new Date(now()),
      messageId,
      // Nobody who writes a text knows the id that its challenge will get.
      boundary: `otpost-${message.id}`,
    }),
  };
}

function acceptedAs({ response, serverMessageId }: SMTPPoolSentMessageInfo): Outcome {
  const queuedAs = /queued as ([\w.-]+)/i.exec(response)?.[1] ?? serverMessageId;
  return {
    class: 'accepted',
    detail: 'The mail server took the message.',
    providerCode: response.slice(0, 3),
    ...(queuedAs === undefined ? {} : { providerMessageId: queuedAs }),
  };
}
