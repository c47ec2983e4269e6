import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpBehaviour, rubbish200 } from '@otpost/provider-kit/fakes/http-behaviour';
import type { SmtpBehaviour, SmtpStage } from '@otpost/provider-kit/fakes/smtp-behaviour';
import type { MessageSink } from '../../servers/message-sink.js';
import type { ChaosCase } from '../chaos-case.js';
import { oneOf } from '../seeded-random.js';

/** What providers do for a while, to each message one of these. */
interface Trouble {
  readonly mail: readonly SmtpBehaviour[];
  readonly sms: readonly HttpBehaviour[];
}

const accept = { kind: 'accept' } as const;
const reply = (code: number, text: string, at: SmtpStage = 'dot'): SmtpBehaviour => ({ kind: 'reply', at, code, text });
const answer = (status: number, headers: Record<string, string> = {}, body = ''): HttpBehaviour => ({
  kind: 'answer',
  status,
  headers,
  body,
});

async function trouble(
  sinks: readonly MessageSink[],
  random: () => number,
  { mail, sms }: Trouble,
  milliseconds: number,
): Promise<void> {
  for (const sink of sinks) {
    // What is chosen for each mail is done at its end; what is the same for all of them at any stage.
    sink.mail.behaveAlways(mail.length === 1 ? mail[0]! : () => oneOf(random, mail));
    sink.sms.behaveAlways(() => oneOf(random, sms));
  }
  await sleep(milliseconds);
  for (const sink of sinks) {
    sink.mail.behaveAlways(accept);
    sink.sms.behaveAlways(accept);
  }
}

function firstInTrouble(
  name: string,
  rows: readonly string[],
  what: string,
  of: Trouble,
  milliseconds = 7000,
): ChaosCase {
  return { name, rows, what, run: ({ first, random }) => trouble([first], random, of, milliseconds) };
}

const failing: Trouble = {
  mail: [reply(451, '4.3.0 Try later'), reply(421, '4.3.2 Going down')],
  sms: [answer(500), answer(502, { 'content-type': 'text/html' }, '<h1>Bad</h1>'), answer(503)],
};

const providerFails = firstInTrouble(
  'provider-fails',
  ['M20'],
  'the first providers answer 500, 502, 503, 421, 451',
  failing,
);

const providerMute = firstInTrouble(
  'provider-mute',
  ['M21'],
  'the first providers take messages and never answer, or drip',
  {
    mail: [
      { kind: 'hang', at: 'dot' },
      { kind: 'drip', at: 'dot', everyMilliseconds: 200 },
    ],
    sms: [{ kind: 'hang' }, { kind: 'drip', everyMilliseconds: 200 }],
  },
  9000,
);

const providerGarbage = firstInTrouble(
  'provider-garbage',
  ['M22', 'M27'],
  'the first providers answer 200 with HTML, cut or endless JSON, wrong bytes; reset after the content; babble',
  {
    mail: [
      { kind: 'babble', at: 'dot', bytes: 'It works!\r\n' },
      { kind: 'reset', at: 'dot' },
      reply(550, '5.7.1 Refused'),
      accept,
    ],
    sms: [
      rubbish200,
      { kind: 'cut_answer' },
      { kind: 'flood' },
      { kind: 'reset_after_body' },
      answer(200, { 'content-type': 'application/json' }, '{"id":'),
      answer(200, { 'content-type': 'application/json' }, '\u0000\ufffd'),
      answer(200, { 'content-encoding': 'gzip' }, 'no gzip'),
    ],
  },
);

const oddWaits = [
  '0',
  '3600',
  '-1',
  'Wed, 21 Oct 2037 07:28:00 GMT',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'soon',
  '1e9',
  '',
];

const providerBusy = firstInTrouble(
  'provider-busy',
  ['M23'],
  'the first providers answer 429 with odd Retry-After, or 450',
  {
    mail: [reply(450, '4.2.0 Greylisted'), accept],
    sms: [...oddWaits.map((wait) => answer(429, { 'retry-after': wait })), accept],
  },
);

const refusingCredentials: Trouble = {
  mail: [reply(530, '5.7.0 Authentication required', 'sender')],
  sms: [answer(401), answer(403)],
};

const providerRevoked = firstInTrouble(
  'provider-revoked',
  ['M24'],
  'the first providers refuse the credentials: 401, 403, 530',
  refusingCredentials,
);

const providerNetwork: ChaosCase = {
  name: 'provider-network',
  rows: ['M21', 'M27'],
  what: 'the network to the first mail server delays, resets, drops and half-opens, in turns',
  load: { channels: ['email'] },
  run: async ({ mailProxy }) => {
    const faults = [{ delayMilliseconds: 400 }, 'reset', 'drop', 'half-open'] as const;
    for (const fault of faults) {
      mailProxy.setFault(fault);
      await sleep(2000);
    }
    mailProxy.setFault('none');
  },
};

const providersDown: ChaosCase = {
  name: 'providers-down',
  rows: ['M26'],
  what: 'all providers fail for five seconds, then refuse all credentials for three',
  run: async ({ first, spare, random }) => {
    await trouble([first, spare], random, failing, 5000);
    await trouble([first, spare], random, refusingCredentials, 3000);
  },
};

export const providerCases = {
  providerFails,
  providerMute,
  providerGarbage,
  providerBusy,
  providerRevoked,
  providerNetwork,
  providersDown,
};
