import { openHttpConnection } from '../bench/load/http-connection.js';
import { createRequestSource } from '../bench/load/request-source.js';
import type { AnswerBody } from '../servers/house-client.js';
import type { Accepted } from './accepted.js';
import { newName } from './chaos-house.js';

export interface Spike {
  /** Of the API process that is asked. */
  readonly url: string;
  readonly apiKey: string;
  readonly milliseconds: number;
}

/** Ten times as many callers as an API process works on at once. */
export const spikeCallers = 1280;

export interface FinishedSpike {
  readonly accepted: readonly Accepted[];
  /** Status and code of the others, with how often each came; `no answer` for a connection that broke. */
  readonly others: ReadonlyMap<string, number>;
}

const untouched = { plan: 'never', approvals: 0, wrongApprovals: 0, checksLeft: [], canceled: false } as const;

/** On a busy machine Redis may answer too late as well. */
const isShed = (words: string): boolean => /^(503 unavailable|429)/.test(words);
const shedByProcess = '503 unavailable api';

/** What is wrong with the answers to a spike. */
export function spikeFaults({ accepted, others }: FinishedSpike): string[] {
  const odd = [...others].filter(([words]) => !isShed(words)).map(([words, count]) => `${words} (${count} times)`);
  return [
    ...(odd.length > 0 ? [`a spike got other answers than 201, 429 and 503: ${odd.join('; ')}`] : []),
    ...(accepted.length < spikeCallers / 10 ? [`only ${accepted.length} of a spike were accepted`] : []),
    ...(others.has(shedByProcess) ? [] : ['nobody of a spike was refused by the process itself: it was none']),
  ];
}

/**
 * Asks one API process for challenges by email and never looks at them again. Each caller asks anew as soon as it has an answer,
 * whatever it is: nobody waits as a good client does.
 */
export async function runSpike(spike: Spike): Promise<FinishedSpike> {
  const { url, apiKey, milliseconds } = spike;
  const port = Number(new URL(url).port);
  const requests = { kind: 'issue', addressPrefix: `spike-${newName()}` } as const;
  const extent = { kind: 'time', milliseconds } as const;
  const nextRequest = createRequestSource({ port, apiKey, requests, extent, inFlight: spikeCallers });
  const accepted: Accepted[] = [];
  const others = new Map<string, number>();
  const end = performance.now() + milliseconds;
  const call = async (): Promise<void> => {
    const connection = openHttpConnection(port);
    while (performance.now() < end) {
      const { text, address: to } = nextRequest()!;
      const askedAt = Date.now();
      const answer = await connection.exchange(text).catch(() => undefined);
      const body = answer && (JSON.parse(answer.body) as Partial<AnswerBody>);
      if (answer?.status === 201) accepted.push({ id: body?.id ?? '', channel: 'email', to, askedAt, ...untouched });
      else {
        const words = answer ? `${answer.status} ${body?.code} ${body?.dependency ?? ''}`.trim() : 'no answer';
        others.set(words, (others.get(words) ?? 0) + 1);
      }
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: spikeCallers }, call));
  return { accepted, others };
}
