import { types } from 'node:util';
import { OtpostError, unavailable } from '@otpost/core/errors';
import { mongo } from 'mongoose';

/** The server cannot be reached, is not chosen, or does not answer in time: named by the driver and by mongoose. */
const unavailableNames = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'WaitQueueTimeoutError',
  'MongoWaitQueueTimeoutError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'MongoWriteConcernError',
]);

/** Error codes of the server for: not primary, shutting down, stepping down, too slow, disk full, write not replicated. */
const unavailableCodes = new Set([
  6, 7, 24, 50, 64, 89, 91, 100, 112, 134, 189, 262, 317, 9001, 10107, 11600, 11602, 13388, 13435, 13436, 14031,
]);

const duplicateKeyCode = 11_000;

/** The driver hands on as it is what the system says when a connection breaks while a command is being written. */
const isOfTheSystem = (error: NodeJS.ErrnoException): boolean => error.syscall !== undefined;

/** For a batch the driver puts what it met on the way into an error that has lost its name: no code, no refused record. */
const hasStoppedBatch = (error: Error): boolean =>
  error instanceof mongo.MongoBulkWriteError && error.code === undefined && [error.writeErrors].flat().length === 0;

function isUnavailable(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (unavailableNames.has(error.name) || isOfTheSystem(error) || hasStoppedBatch(error)) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  return unavailableCodes.has(Number(error.code)) || error.hasErrorLabel('RetryableWriteError');
}

/** What the driver threw, as the port promises it: a server that cannot be used is `unavailable`, all else stays. */
export function toStoreError(error: unknown): unknown {
  if (error instanceof OtpostError || !isUnavailable(error)) return error;
  return unavailable('store', 'The store cannot be used just now', error);
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicateKeyCode;
}

/**
 * The places in the batch that a unique index refused, none when the server does not say which; undefined when anything else
 * went wrong too.
 */
export function duplicatePlaces(error: unknown): readonly number[] | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError)) return undefined;
  if (error.result.getWriteConcernError()) return undefined;
  const refusals = [error.writeErrors].flat();
  const onlyDuplicates = isDuplicateKey(error) && refusals.every((refusal) => refusal.code === duplicateKeyCode);
  return onlyDuplicates ? refusals.map((refusal) => refusal.index) : undefined;
}

/** How many of an ordered batch stood before the first that a unique index refused. Throws what is no such refusal. */
export function insertedBefore(error: unknown): number {
  const places = duplicatePlaces(error);
  if (!places) throw error;
  return places[0] ?? (error as mongo.MongoBulkWriteError).result.insertedCount;
}
