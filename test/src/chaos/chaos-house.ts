import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { newApplication, newProvider, smtpConfig, type TestApplication, webhookConfig } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type AnyHouse, type House, startHouse } from '../servers/start-house.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** The shortest that an application may set. */
export const lifeSeconds = 60;
/** Long enough that a code in a log is a leak and no chance. */
export const codeLength = 10;

/** What is looked at when it is judged. */
export interface WatchedHouse {
  readonly house: AnyHouse;
  readonly application: TestApplication;
  /** What arrived. */
  readonly sink: Pick<MessageSink, 'messages' | 'messagesOf'>;
  /** What must stand in no log, by name. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** The whole product with a bad network in front of Redis and of the first mail provider. */
export interface ChaosHouse extends WatchedHouse {
  readonly house: House;
  /** The providers that are asked first, and those that stand behind them. */
  readonly first: MessageSink;
  readonly spare: MessageSink;
  readonly redisProxy: TcpProxy;
  readonly mailProxy: TcpProxy;
  /** To Redis itself, past the proxy. */
  readonly redis: Redis;
  end(): Promise<void>;
}

export interface ChaosHouseOptions {
  readonly apis: number;
  readonly workers: number;
  /** Past the proxies, whose work the load would pay for. */
  readonly direct?: boolean;
}

function bothSinks(first: MessageSink, spare: MessageSink): ChaosHouse['sink'] {
  return {
    messages: () => [...first.messages(), ...spare.messages()],
    messagesOf: (id) => [...first.messagesOf(id), ...spare.messagesOf(id)],
  };
}

async function connectProviders(
  house: House,
  first: MessageSink,
  spare: MessageSink,
  mailPort: number,
): Promise<string> {
  const webhook = webhookConfig(first.sms.origin);
  await newProvider(house, { channel: 'email', kind: 'smtp', config: smtpConfig(mailPort), priority: 0 });
  await newProvider(house, { channel: 'sms', kind: 'webhook', config: webhook, priority: 0 });
  await newProvider(house, { channel: 'email', kind: 'smtp', config: smtpConfig(spare.mail.port), priority: 1 });
  await newProvider(house, { channel: 'sms', kind: 'webhook', config: webhookConfig(spare.sms.origin), priority: 1 });
  return String(webhook['secret']);
}

export async function startChaosHouse({ apis, workers, direct = false }: ChaosHouseOptions): Promise<ChaosHouse> {
  const [first, spare] = await Promise.all([startMessageSink(), startMessageSink()]);
  const mailProxy = await startTcpProxy(first.mail.port);
  let redisProxy: TcpProxy | undefined;
  let redis: Redis | undefined;
  let webhookSecret = '';
  let application: TestApplication | undefined;
  const endOthers = async (): Promise<void> => {
    redis?.disconnect();
    await Promise.all([first.close(), spare.close(), mailProxy.close(), redisProxy?.close()]);
  };
  try {
    const house = await startHouse({
      apis,
      workers,
      redisUrl: async ({ port }) => {
        redisProxy = await startTcpProxy(port);
        return `redis://127.0.0.1:${direct ? port : redisProxy.port}`;
      },
      furnish: async (made) => {
        webhookSecret = await connectProviders(made, first, spare, direct ? first.mail.port : mailProxy.port);
        application = await newApplication(made, { lifeSeconds, codeLength, cooldownSeconds: [1] });
      },
    });
    redis = new Redis(house.redis.url, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    const secrets = new Map([
      ['the API key', application!.key.split('_').at(-1)!],
      ['the admin key', house.adminKey.split('_').at(-1)!],
      ['the webhook secret', webhookSecret.replace('whsec_', '')],
    ]);
    const sink = bothSinks(first, spare);
    const end = async (): Promise<void> => {
      await house.end();
      await endOthers();
    };
    return {
      house,
      application: application!,
      first,
      spare,
      sink,
      redisProxy: redisProxy!,
      mailProxy,
      redis,
      secrets,
      end,
    };
  } catch (error) {
    await endOthers();
    throw error;
  }
}

/** Names what one run made, so that no other has the same. */
export const newName = (): string => randomBytes(6).toString('hex');
