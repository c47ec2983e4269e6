import { unavailable } from '@otpost/core/errors';
import { createConnection, type Model } from 'mongoose';
import type { CollectionShape } from '../collection-shape.js';
import { toStoreError } from './mongo-error.js';
import { recordSchema, type StoredDocument } from './record-schema.js';

/** How long to look for a server, to connect to it, and to wait for a free connection. */
const reachTimeoutMs = 3_000;
/** How long a server may be silent over one command. */
const answerTimeoutMs = 4_000;
/** How often the members of a replica set are asked how they are: a primary that hangs is left alone after this and the reach. */
const lookEveryMs = 2_000;

export interface MongoConnection {
  model(shape: CollectionShape): Model<StoredDocument>;
  /** Runs the work on a connection that has been made; turns errors of the driver into those of the port. */
  readonly run: <Result>(work: () => Promise<Result>) => Promise<Result>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

function connectionOptions(silenceMs: number) {
  return {
    bufferCommands: false,
    serverSelectionTimeoutMS: reachTimeoutMs,
    connectTimeoutMS: reachTimeoutMs,
    waitQueueTimeoutMS: reachTimeoutMs,
    socketTimeoutMS: silenceMs,
    heartbeatFrequencyMS: lookEveryMs,
    // What is acknowledged is on the disks of most members, and only such records are read, of the member that has the latest.
    // Each of these wins over what the connection string says of it.
    writeConcern: { w: 'majority', j: true },
    readConcernLevel: 'majority',
    readPreference: 'primary',
    retryWrites: true,
    retryReads: true,
  } as const;
}

interface MongoConnectionOptions {
  readonly url: string;
  /** For index builds, which take their time. */
  readonly unlimited?: boolean;
}

/** Connects at the first call, and tries again at the next one as long as that fails; later the driver reconnects. */
export function openMongoConnection({ url, unlimited = false }: MongoConnectionOptions): MongoConnection {
  const connection = createConnection();
  // Every failure reaches its caller as a rejection.
  connection.on('error', () => undefined);
  let connecting: Promise<unknown> | undefined;
  let closing: Promise<void> | undefined;

  function connect(): Promise<unknown> {
    connecting ??= connection.openUri(url, connectionOptions(unlimited ? 0 : answerTimeoutMs)).catch((error) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  }

  async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (closing) throw unavailable('store', 'The store is closed');
    try {
      await connect();
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  }

  return {
    model: (shape) =>
      (connection.models[shape.name] as Model<StoredDocument> | undefined) ??
      connection.model<StoredDocument>(shape.name, recordSchema(shape), shape.name),
    run,
    ping: () =>
      run(async () => {
        await connection.db?.command({ ping: 1 });
      }),
    close() {
      closing ??= connection.close();
      return closing;
    },
  };
}
