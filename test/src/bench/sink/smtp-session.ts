/** One message as the sink saw it. */
export interface SunkMail {
  readonly to: string;
  /** Of the message itself, between DATA and the final dot. */
  readonly bytes: number;
}

export interface SmtpSession {
  /** Takes bytes as they come, one character a byte, in pieces of any size. */
  take(text: string): void;
}

const dataEnd = '\r\n.\r\n';

/**
 * The server's side of one SMTP conversation (RFC 5321) that accepts everything; commands may be pipelined (RFC 2920). `whenDone`
 * decides when a message is confirmed.
 */
export function createSmtpSession(
  reply: (line: string) => void,
  received: (mail: SunkMail) => void,
  whenDone: (done: () => void) => void = (done) => done(),
): SmtpSession {
  let text = '';
  let to = '';
  let inData = false;

  const answerCommand = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') to = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (verb === 'DATA') {
      inData = true;
      // The dot may follow at once: an empty message still ends with a line of its own.
      return reply('354 Go on');
    }
    reply(verb === 'QUIT' ? '221 Bye' : '250 Ok');
  };
  /** False when more bytes are needed. */
  const step = (): boolean => {
    const end = text.indexOf(inData ? dataEnd : '\r\n');
    if (end === -1) return false;
    if (inData) {
      inData = false;
      text = text.slice(end + dataEnd.length);
      received({ to, bytes: end + 2 });
      whenDone(() => reply('250 Ok: queued'));
      return true;
    }
    const line = text.slice(0, end);
    text = text.slice(end + 2);
    answerCommand(line);
    return true;
  };
  return {
    take: (more) => {
      text += more;
      while (step());
    },
  };
}
