import { afterAll, beforeAll } from '@jest/globals';
import { createOtpost, type Otpost } from '../create-otpost.js';
import { OtpostError } from '../otpost-error.js';
import type { OtpostOptions } from '../otpost-options.js';
import { startWireServer, type WireServer } from './start-wire-server.js';

export const testKey = `otp_live_abcd1234_${'S3cr3t'.repeat(8)}`;

export interface Wire {
  readonly server: () => WireServer;
  /** How long the client waited before each repeat; it does not wait in truth. */
  readonly waits: number[];
  /** A client of the server. Half of every jitter, unless it is told otherwise. */
  client(options?: Partial<OtpostOptions>): Otpost;
}

/** A server that misbehaves, for all tests of a file. */
export function useWire(): Wire {
  let server: WireServer;
  const waits: number[] = [];
  beforeAll(async () => {
    server = await startWireServer();
  });
  afterAll(() => server.close());
  const wait = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
  return {
    server: () => server,
    waits,
    client: ({ surroundings, ...options } = {}) => {
      waits.length = 0;
      const own = { wait, random: () => 0.5, ...surroundings };
      return createOtpost({ baseUrl: server.url, apiKey: testKey, ...options, surroundings: own });
    },
  };
}

/** What the call throws; fails when it throws nothing, or something else. */
export async function errorOf(call: Promise<unknown>): Promise<OtpostError> {
  const error = await call.then(
    (answer) => new Error(`There was no error, but ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof OtpostError) return error;
  throw error;
}
