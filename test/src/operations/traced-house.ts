import { createHash, randomBytes } from 'node:crypto';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, smtpConfig, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../servers/otlp-receiver.js';
import { type House, startHouse } from '../servers/start-house.js';

/** Signs receipts for mails. */
export const receiptSecret = `whsec_${randomBytes(32).toString('base64')}`;

/** With 10 digits a code that is found where none belongs is a leak and no chance. */
export const tracedSettings = { codeLength: 10, cooldownSeconds: [1] };

/** A house with one API and one worker, which send their traces to a receiver. */
export interface TracedHouse {
  readonly house: House;
  readonly sink: MessageSink;
  readonly receiver: OtlpReceiver;
  readonly application: TestApplication;
  /** Of the provider of mails, which takes signed receipts. */
  readonly mailId: string;
  /** A challenge by email; gives the id. */
  create(to?: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Of the first message, or of a later one. */
  codeOf(id: string, message?: number): Promise<string>;
  /** The spans of a challenge, once all of these are there. */
  spansWith(id: string, ...names: string[]): Promise<readonly ReceivedSpan[]>;
  end(): Promise<void>;
}

/** As an operator finds a trace. */
export function traceOf(id: string): string {
  return createHash('sha256').update(`otpost trace ${id}`).digest('hex').slice(0, 32);
}

export function newAddress(): string {
  return `traced-person-${randomBytes(9).toString('hex')}@example.com`;
}

export function named(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`There is no span ${name}`);
  return found;
}

async function createAt(url: string, key: string, to: string, headers: Readonly<Record<string, string>>) {
  const response = await fetch(`${url}/v1/challenges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ channel: 'email', to }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

export async function startTracedHouse(): Promise<TracedHouse> {
  const [sink, receiver] = await Promise.all([startMessageSink(), startOtlpReceiver()]);
  let mailId = '';
  const house = await startHouse({
    apis: 1,
    workers: 1,
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.endpoint}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=a%20key,x-other=1',
    },
    furnish: async (made) => {
      const config = { ...smtpConfig(sink.mail.port), receiptSecret };
      mailId = await newProvider(made, { channel: 'email', kind: 'smtp', config });
    },
  });
  const application = await newApplication(house, tracedSettings);
  return {
    house,
    sink,
    receiver,
    application,
    mailId,
    create: (to = newAddress(), headers = {}) => createAt(house.apis.at(0)!.url(), application.key, to, headers),
    codeOf: (id, message = 0) => eventually('the message is there', () => sink.messagesOf(id)[message]?.code),
    spansWith: (id, ...names) =>
      eventually(`the trace has ${names.join(', ')}`, () => {
        const spans = receiver.spansOf(traceOf(id));
        return names.every((name) => spans.some((span) => span.name === name)) && spans;
      }),
    end: async () => {
      await house.end();
      await Promise.all([sink.close(), receiver.close()]);
    },
  };
}
