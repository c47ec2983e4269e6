import type { Binary, Document } from 'bson';

/** What became of a command. */
export type Outcome =
  /** The server carried it out. */
  | 'done'
  /** The server carried it out, and the connection was cut on purpose before its client was told. */
  | 'cut'
  /** A repetition of what was carried out before: answered with the first answer. */
  | 'repeated'
  /** The member was not the primary. */
  | 'refused'
  /** Taken by a primary without a majority, and undone. */
  | 'undone';

/** One command that reads or writes records, as a member saw it. */
export interface SeenCommand {
  /** Its number. */
  readonly member: number;
  readonly command: string;
  readonly collection: string;
  readonly isWrite: boolean;
  readonly writeConcern: { readonly w?: unknown; readonly j?: unknown } | undefined;
  readonly readConcern: string | undefined;
  readonly readPreference: string;
  /** Names a write that may be sent again; undefined when the driver would not. */
  readonly retryKey: string | undefined;
  outcome: Outcome | undefined;
}

const writes = new Set([
  'insert',
  'update',
  'delete',
  'findAndModify',
  'createIndexes',
  'create',
  'drop',
  'dropDatabase',
]);
const reads = new Set(['find', 'aggregate', 'count', 'distinct', 'getMore', 'listIndexes', 'listCollections']);

function retryKeyOf({ lsid, txnNumber }: Document): string | undefined {
  if (lsid === undefined || txnNumber === undefined) return undefined;
  return `${(lsid.id as Binary).toString('hex')}-${txnNumber}`;
}

/** Undefined for what any member answers, such as ping. */
export function seeCommand(member: number, body: Document): SeenCommand | undefined {
  const command = Object.keys(body)[0] ?? '';
  const isWrite = writes.has(command);
  if (!isWrite && !reads.has(command)) return undefined;
  return {
    member,
    command,
    collection: String(command === 'getMore' ? body['collection'] : body[command]),
    isWrite,
    writeConcern: body['writeConcern'],
    readConcern: body['readConcern']?.level,
    readPreference: body['$readPreference']?.mode ?? 'primary',
    retryKey: retryKeyOf(body),
    outcome: undefined,
  };
}
