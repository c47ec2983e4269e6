import type { HttpBehaviour } from '@otpost/provider-kit/fakes/http-behaviour';
import type { SmtpBehaviour } from '@otpost/provider-kit/fakes/smtp-behaviour';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { type FakeSmtp, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import { freePort } from '../servers/free-port.js';
import { type NewProvider, smtpConfig, webhookConfig } from '../servers/furnish.js';

/** A provider that misbehaves in one way, whatever it is sent. */
export interface FaultyProvider {
  readonly provider: NewProvider;
  /** Messages that came to their end there and were not refused in so many words. */
  possiblyTaken(): number;
  close(): Promise<void>;
}

const refusing = new Set([429, 503, 400, 401, 403]);

const mailProvider = (config: NewProvider['config']): NewProvider => ({ channel: 'email', kind: 'smtp', config });

/** An SMTP server with this fault. */
export async function faultyMail(behaviour: SmtpBehaviour): Promise<FaultyProvider> {
  const fake = await startFakeSmtp({ tls: 'none' });
  fake.behaveAlways(behaviour);
  return {
    provider: mailProvider(smtpConfig(fake.port)),
    possiblyTaken: () => (behaviour.kind === 'reply' ? 0 : fake.received.length),
    close: () => fake.close(),
  };
}

/** No message comes to it. */
function neverReached(provider: NewProvider, fake?: FakeSmtp | FakeHttp): FaultyProvider {
  return { provider, possiblyTaken: () => fake?.received.length ?? 0, close: async () => await fake?.close() };
}

/** An SMTP server that wants another password. */
export async function mailWithOldPassword(): Promise<FaultyProvider> {
  const username = 'otpost';
  const fake = await startFakeSmtp({ tls: 'none', login: { username, password: 'the new one' } });
  return neverReached(mailProvider({ ...smtpConfig(fake.port), username, password: 'the old one' }), fake);
}

/** An SMTP server whose certificate nobody has signed. */
export async function mailWithBadTls(): Promise<FaultyProvider> {
  const fake = await startFakeSmtp({ tls: 'implicit' });
  return neverReached(mailProvider({ ...smtpConfig(fake.port), secure: true, allowInsecure: false }), fake);
}

/** A port at which no mail server listens. */
export async function mailThatRefuses(): Promise<FaultyProvider> {
  return neverReached(mailProvider(smtpConfig(await freePort())));
}

export type HttpKind = 'webhook' | 'twilio' | 'sns';

function httpConfig(kind: HttpKind, origin: string): NewProvider['config'] {
  switch (kind) {
    case 'webhook':
      return webhookConfig(origin);
    case 'twilio':
      return {
        accountSid: `AC${'0'.repeat(32)}`,
        authToken: 'not-a-real-token',
        from: '+12065550100',
        baseUrl: origin,
      };
    case 'sns':
      return {
        region: 'eu-central-1',
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'not-a-real-secret',
        endpoint: origin,
      };
  }
}

const httpProvider = (kind: HttpKind, origin: string): NewProvider => ({
  channel: 'sms',
  kind,
  config: httpConfig(kind, origin),
});

const accepted = () => ({ status: 200, headers: {}, body: '{"id":"1"}' });

/** A provider over HTTP with this fault. */
export async function faultyHttp(kind: HttpKind, behaviour: HttpBehaviour): Promise<FaultyProvider> {
  const fake = await startFakeHttp({ accepted });
  fake.behaveAlways(behaviour);
  const isRefusal = behaviour.kind === 'answer' && refusing.has(behaviour.status);
  return {
    provider: httpProvider(kind, fake.origin),
    possiblyTaken: () => (isRefusal ? 0 : fake.received.length),
    close: () => fake.close(),
  };
}

/** A provider over HTTP whose certificate nobody has signed. */
export async function httpWithBadTls(kind: HttpKind): Promise<FaultyProvider> {
  const fake = await startFakeHttp({ accepted, tls: 'valid' });
  return neverReached(httpProvider(kind, fake.origin), fake);
}

/** A port at which no provider listens. */
export async function httpThatRefuses(kind: HttpKind): Promise<FaultyProvider> {
  return neverReached(httpProvider(kind, `http://localhost:${await freePort()}`));
}
