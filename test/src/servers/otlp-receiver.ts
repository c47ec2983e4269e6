import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';

/** Of one kind each; OTLP may write a whole number as a text. */
type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };
interface Attribute {
  readonly key: string;
  readonly value: Value;
}

/** A span as OTLP writes it in JSON; what no test looks at is left out. */
interface WrittenSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number };
}

interface WrittenTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly WrittenSpan[] }[];
  }[];
}

type Plain = string | number | boolean | undefined;

export interface ReceivedSpan extends Omit<WrittenSpan, 'attributes'> {
  /** Name of the service. */
  readonly service: Plain;
  readonly attributes: Readonly<Record<string, Plain>>;
}

export interface OtlpReceiver {
  readonly endpoint: string;
  /** All so far, by the time they began. */
  spans(): readonly ReceivedSpan[];
  spansOf(traceId: string): readonly ReceivedSpan[];
  /** Every body as it came. */
  readonly bodies: readonly Buffer[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** From now on: a status, or `hang` for no answer at all. */
  behave(as: number | 'hang'): void;
  close(): Promise<void>;
}

const plain = ({ stringValue, intValue, doubleValue, boolValue }: Value): Plain =>
  stringValue ?? (intValue === undefined ? undefined : Number(intValue)) ?? doubleValue ?? boolValue;
const record = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));

function readSpans(body: Buffer): ReceivedSpan[] {
  const { resourceSpans } = JSON.parse(body.toString()) as WrittenTraces;
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        service: record(resource.attributes)['service.name'],
        attributes: record(span.attributes),
      })),
    ),
  );
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** A collector at the end of the wire, which takes OTLP as JSON. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const bodies: Buffer[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let behaviour: number | 'hang' = 200;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request);
    if (behaviour === 'hang') return;
    const isTraces = request.method === 'POST' && request.url === '/v1/traces';
    if (behaviour === 200 && isTraces) {
      bodies.push(body);
      headers.push(request.headers);
    }
    response.writeHead(isTraces ? behaviour : 404, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  const port = await listen(server);
  const begun = ({ startTimeUnixNano }: ReceivedSpan) => BigInt(startTimeUnixNano);
  const spans = () => bodies.flatMap(readSpans).toSorted((one, other) => (begun(one) < begun(other) ? -1 : 1));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    spansOf: (traceId) => spans().filter((span) => span.traceId === traceId),
    bodies,
    headers,
    behave: (as) => {
      behaviour = as;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
