import { type AddressObject, type Headers, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { ReceivedMessage } from './inbox-message.js';

/** Far above any mail with a code; a larger one is a mistake and is refused with 552. */
const mailLimitBytes = 10 * 1024 * 1024;

function headerTexts(headers: Headers): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of headers) texts[name] = headerText(value);
  return texts;
}

function headerText(value: Headers extends Map<string, infer Value> ? Value : never): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(headerText).join(', ');
  if (value instanceof Date) return value.toUTCString();
  if ('text' in value) return value.text;
  return [value.value, ...Object.entries(value.params).map(([name, text]) => `${name}=${text}`)].join('; ');
}

function fromText(from: AddressObject | undefined, session: SMTPServerSession): string {
  return from?.text ?? (session.envelope.mailFrom || { address: '' }).address;
}

async function readMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<ReceivedMessage[]> {
  const mail = await simpleParser(stream);
  return session.envelope.rcptTo.map((recipient) => ({
    channel: 'email',
    to: recipient.address,
    from: fromText(mail.from, session),
    subject: mail.subject ?? null,
    text: mail.text ?? '',
    html: mail.html === false ? null : mail.html,
    headers: headerTexts(mail.headers),
  }));
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Gives the error that the sender shall see, or undefined when the mail was taken. */
async function takeMail(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  receive: (message: ReceivedMessage) => void,
): Promise<Error | undefined> {
  try {
    const messages = await readMail(stream, session);
    if (stream.sizeExceeded) return refusal(552, 'This mail is larger than 10 MB');
    messages.forEach(receive);
    return undefined;
  } catch (error) {
    return refusal(554, `This mail cannot be read: ${String(error)}`);
  }
}

/** An SMTP server without TLS that takes every mail, with any user name and password or none. */
export function createSmtpReceiver(receive: (message: ReceivedMessage) => void): SMTPServer {
  const server = new SMTPServer({
    banner: 'Otpost inbox',
    size: mailLimitBytes,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    // A reverse look-up would make every mail wait for DNS.
    disableReverseLookup: true,
    onAuth: (credentials, _session, callback) => callback(null, { user: credentials.username ?? 'anybody' }),
    onData(stream, session, callback) {
      const answer = async (): Promise<void> => callback(await takeMail(stream, session, receive));
      void answer();
    },
  });
  // Connections that break off are the sender's affair; without a listener they would end this process.
  server.on('error', () => undefined);
  return server;
}
