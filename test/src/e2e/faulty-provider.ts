import type { HttpBehaviour } from '@otpost/provider-kit/fakes/http-behaviour';
import type { SmtpBehaviour } from '@otpost/provider-kit/fakes/smtp-behaviour';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import { type NewProvider, smtpConfig, webhookConfig } from '../servers/furnish.js';

/** A provider that misbehaves in one way, whatever it is sent. */
export interface FaultyProvider {
  readonly provider: NewProvider;
  /** Messages that came to their end there and were not refused in so many words. */
  possiblyTaken(): number;
  close(): Promise<void>;
}

const refusing = new Set([429, 503, 400, 403]);

/** An SMTP server with this fault. */
export async function faultyMail(behaviour: SmtpBehaviour): Promise<FaultyProvider> {
  const fake = await startFakeSmtp({ tls: 'none' });
  fake.behaveAlways(behaviour);
  return {
    provider: { channel: 'email', kind: 'smtp', config: smtpConfig(fake.port) },
    possiblyTaken: () => (behaviour.kind === 'reply' ? 0 : fake.received.length),
    close: () => fake.close(),
  };
}

export type HttpKind = 'webhook' | 'twilio' | 'sns';

function httpConfig(kind: HttpKind, { origin }: FakeHttp): NewProvider['config'] {
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

/** A provider over HTTP with this fault. */
export async function faultyHttp(kind: HttpKind, behaviour: HttpBehaviour): Promise<FaultyProvider> {
  const fake = await startFakeHttp({ accepted: () => ({ status: 200, headers: {}, body: '{"id":"1"}' }) });
  fake.behaveAlways(behaviour);
  const isRefusal = behaviour.kind === 'answer' && refusing.has(behaviour.status);
  return {
    provider: { channel: 'sms', kind, config: httpConfig(kind, fake) },
    possiblyTaken: () => (isRefusal ? 0 : fake.received.length),
    close: () => fake.close(),
  };
}
