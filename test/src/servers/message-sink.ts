import { findCode } from '@otpost/inbox/find-code';
import type { ReceivedRequest } from '@otpost/provider-kit/fakes/start-fake-http';
import {
  type FakeSmtp,
  type FakeSmtpOptions,
  type ReceivedMail,
  startFakeSmtp,
} from '@otpost/provider-kit/fakes/start-fake-smtp';
import { type FakeWebhook, startFakeWebhook } from '@otpost/provider-kit/fakes/start-fake-webhook';

/** One message that reached the end of the wire, whether or not the sender was told so. */
export interface SunkMessage {
  /** Names challenge and send: `ch_07..-1`. The Message-ID of a mail, the webhook-id of an SMS. */
  readonly deliveryId: string;
  readonly to: string;
  readonly code: string;
  /** False when the sender was told in so many words that it was not taken. */
  readonly taken: boolean;
}

/** What users would find in their mailboxes and on their phones. */
export interface MessageSink {
  readonly mail: FakeSmtp;
  readonly sms: FakeWebhook;
  /** All messages so far. */
  messages(): readonly SunkMessage[];
  /** Those of all sends of one challenge. */
  messagesOf(challengeId: string): readonly SunkMessage[];
  close(): Promise<void>;
}

const messageIdHeader = /^Message-ID: <(.+)@/im;
const textPart = /Content-Type: text\/plain[^]*?\r?\n\r?\n([^]*?)\r?\n--/i;

/** Reads a mail as the built-in templates write it: its text part has the code in plain digits. */
export function readMail({ to, content }: Pick<ReceivedMail, 'to' | 'content'>): Omit<SunkMessage, 'taken'> {
  const text = textPart.exec(content)?.[1] ?? '';
  return {
    deliveryId: messageIdHeader.exec(content)?.[1] ?? '',
    to: to[0] ?? '',
    code: findCode(text) ?? '',
  };
}

export function readSms({ headers, body }: Pick<ReceivedRequest, 'headers' | 'body'>): Omit<SunkMessage, 'taken'> {
  const { to, code } = JSON.parse(body) as { to: string; code: string | null };
  return { deliveryId: String(headers['webhook-id']), to, code: code ?? '' };
}

/** After these a sender cannot know; every other status that is no success says that nothing was taken. */
const ambiguousStatuses = new Set([500, 502, 504]);
const isRefusal = (status: number): boolean => status >= 300 && !ambiguousStatuses.has(status);

export const challengeOf = ({ deliveryId }: Pick<SunkMessage, 'deliveryId'>): string => deliveryId.replace(/-\d+$/, '');

/** Reads each mail and SMS once, however often it is asked. */
function sinkReader(mail: FakeSmtp, sms: FakeWebhook) {
  const all: SunkMessage[] = [];
  const byChallenge = new Map<string, SunkMessage[]>();
  let mailsRead = 0;
  let textsRead = 0;
  const file = (message: SunkMessage): void => {
    all.push(message);
    const own = byChallenge.get(challengeOf(message));
    if (own) own.push(message);
    else byChallenge.set(challengeOf(message), [message]);
  };
  const readNew = (): void => {
    for (const received of mail.received.slice(mailsRead)) {
      file({ ...readMail(received), taken: received.behaviour !== 'reply' });
    }
    for (const received of sms.received.slice(textsRead)) {
      file({ ...readSms(received), taken: !isRefusal(received.status ?? 200) });
    }
    mailsRead = mail.received.length;
    textsRead = sms.received.length;
  };
  return {
    messages: () => {
      readNew();
      return all;
    },
    messagesOf: (challengeId: string) => {
      readNew();
      return byChallenge.get(challengeId) ?? [];
    },
  };
}

/** Starts a real SMTP server and a real webhook receiver, which take everything unless told otherwise. */
export async function startMessageSink(options: Pick<FakeSmtpOptions, 'login'> = {}): Promise<MessageSink> {
  const [mail, sms] = await Promise.all([startFakeSmtp({ tls: 'none', ...options }), startFakeWebhook()]);
  return {
    mail,
    sms,
    ...sinkReader(mail, sms),
    close: async () => {
      await Promise.all([mail.close(), sms.close()]);
    },
  };
}
