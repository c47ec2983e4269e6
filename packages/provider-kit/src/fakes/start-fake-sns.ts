import { randomUUID } from 'node:crypto';
import type { HttpBehaviour } from './http-behaviour.js';
import { type FakeAsides, type FakeHttp, startFakeHttp } from './start-fake-http.js';

/** An SNS endpoint that speaks the Query protocol: form in, XML out. `messages` holds the parsed forms. */
export interface FakeSns extends FakeHttp {
  /** The `Publish` forms received, in order. */
  messages(): URLSearchParams[];
}

export async function startFakeSns(): Promise<FakeSns> {
  const accepted = () => ({ status: 200, headers: xml, body: published(randomUUID()) });
  const fake = await startFakeHttp({ accepted, asides: attributes });
  return { ...fake, messages: () => fake.received.map(({ body }) => new URLSearchParams(body)) };
}

/** An SNS error answer, as the service writes it. */
export function snsError(code: string, status: number, message = 'The request was refused.'): HttpBehaviour {
  const error = `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
  return { kind: 'answer', status, headers: xml, body };
}

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
const xml = { 'content-type': 'text/xml' };

/** Reading the account's SMS attributes, which sends nothing. */
const attributes: FakeAsides = {
  isAside: ({ body }) => new URLSearchParams(body).get('Action') === 'GetSMSAttributes',
  answer: () => ({
    status: 200,
    headers: xml,
    body: `<GetSMSAttributesResponse xmlns="${namespace}"><GetSMSAttributesResult><attributes/></GetSMSAttributesResult></GetSMSAttributesResponse>`,
  }),
};

function published(messageId: string): string {
  const result = `<PublishResult><MessageId>${messageId}</MessageId></PublishResult>`;
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return `<PublishResponse xmlns="${namespace}">${result}${metadata}</PublishResponse>`;
}
