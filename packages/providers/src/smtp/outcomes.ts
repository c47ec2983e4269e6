import type { Outcome, OutcomeClass } from '@otpost/provider-kit/outcome';

/** What is known about a send that failed. */
export interface SmtpSignal {
  /** nodemailer's word: `EAUTH`, `ETLS`, `ECONNECTION`. */
  readonly code: string;
  /** Why there was no connection: `ECONNREFUSED`. Left out: the code says it. */
  readonly cause?: string;
  /** The command that was being answered: `RCPT TO`, `DATA`, `CONN`. */
  readonly command: string;
  /** The server's reply, when it gave one. */
  readonly reply: string;
  /** True when a byte of the message may have reached the server. */
  readonly contentStarted: boolean;
}

interface Reply {
  /** 421, 550, ... */
  readonly code: number;
  /** RFC 3463: `5.1.1`, or empty. */
  readonly enhanced: string;
}

interface Rule {
  readonly class: OutcomeClass;
  readonly says: string;
  readonly holds: (reply: Reply, command: string) => boolean;
}

/**
 * Explicit replies, first match wins (RFC 5321 section 4.2, RFC 3463). An explicit refusal means that the
 * message was not taken, whenever it comes.
 */
const replyRules: readonly Rule[] = [
  { class: 'failover', says: 'is closing or overloaded', holds: ({ code }) => code === 421 || code === 454 },
  { class: 'config', says: 'refuses the login', holds: ({ code }) => [530, 534, 535, 538].includes(code) },
  {
    class: 'config',
    says: 'refuses the login',
    holds: ({ code }, command) => code >= 500 && command.startsWith('AUTH'),
  },
  { class: 'config', says: 'refuses the sender', holds: ({ code }, command) => code >= 500 && command === 'MAIL FROM' },
  {
    class: 'config',
    says: 'refuses the sender',
    holds: ({ enhanced }) => enhanced === '5.1.7' || enhanced === '5.1.8',
  },
  { class: 'permanent', says: 'does not know the address', holds: ({ enhanced }) => enhanced.startsWith('5.1.') },
  { class: 'failover', says: 'refuses the message by policy', holds: ({ enhanced }) => enhanced.startsWith('5.7.') },
  { class: 'permanent', says: 'refuses the address', holds: ({ code }, command) => isAddressRefusal(code, command) },
  { class: 'retry', says: 'asks to try later', holds: ({ code }) => code >= 400 && code < 500 },
  { class: 'failover', says: 'refuses the message', holds: ({ code }) => code >= 500 },
];

/**
 * RFC 3463 and RFC 7505: no such mailbox, moved without a new address, a domain that takes no mail. Plain 550, 551 and 553 are
 * also what a server says that was set up wrong, and would bring every address on the list.
 */
const noMailbox: ReadonlySet<string> = new Set(['5.1.1', '5.1.6', '5.1.10']);

/** What a failed send was. */
export function outcomeOfSignal(signal: SmtpSignal): Outcome {
  if (signal.code === 'EAUTH' && signal.reply === '') {
    return { class: 'config', detail: 'The mail server offers no login that can be used.', providerCode: signal.code };
  }
  const reply = parseReply(signal);
  const rule = reply && replyRules.find(({ holds }) => holds(reply, signal.command));
  if (rule && reply) {
    return {
      class: rule.class,
      detail: `The mail server ${rule.says}: ${signal.reply}`,
      providerCode: String(reply.code),
      ...(noMailbox.has(reply.enhanced) ? { suppress: 'hard_bounce' } : {}),
    };
  }
  return outcomeWithoutReply(signal);
}

function outcomeWithoutReply({ code, cause: why = code, reply, contentStarted }: SmtpSignal): Outcome {
  const cause = reply || why;
  const providerCode = /^\d{3}/.exec(reply)?.[0] ?? code;
  // RFC 1047: the server may have taken the message although its 250 never came.
  if (contentStarted) {
    return {
      class: 'ambiguous',
      detail: `The mail server got the message but did not confirm it: ${cause}`,
      providerCode,
    };
  }
  const what = code === 'ETLS' ? 'could not be reached safely' : 'could not be used';
  return { class: 'failover', detail: `The mail server ${what}, nothing was handed over: ${cause}`, providerCode };
}

/** Only an answer to a command tells what became of the message; a reply out of step (EPROTOCOL) does not. */
function parseReply({ code, reply }: SmtpSignal): Reply | undefined {
  const match = /^([45]\d\d)(?:[ -]([45]\.\d{1,3}\.\d{1,3}))?/.exec(reply);
  if (!match?.[1] || code === 'EPROTOCOL') return undefined;
  return { code: Number(match[1]), enhanced: match[2] ?? '' };
}

/** RFC 5321: mailbox unavailable, not local, name not allowed; RFC 7504: the domain takes no mail. */
function isAddressRefusal(code: number, command: string): boolean {
  return [550, 551, 553].includes(code) || ([521, 556].includes(code) && command === 'RCPT TO');
}
