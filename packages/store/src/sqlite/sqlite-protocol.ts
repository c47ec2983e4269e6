/** Messages between the process and its SQLite thread. */

export type SqlValue = string | number | null;

export interface TablePlan {
  readonly table: string;
  readonly create: string;
  /** For a table that an older version made: how to add a column and fill it from the records. */
  readonly columns: readonly { readonly name: string; readonly add: string; readonly fill: string }[];
  readonly indexes: readonly string[];
}

/** Runs the statement once for each row of parameters, all or none. Answers with the count of changed rows. */
export interface SqliteWrite {
  readonly kind: 'write';
  readonly sql: string;
  readonly rows: readonly (readonly SqlValue[])[];
}

export type SqliteRequest =
  /** Answers with rows. */
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly SqlValue[] }
  | SqliteWrite
  | { readonly kind: 'applySchema'; readonly tables: readonly TablePlan[] }
  | { readonly kind: 'close' };

export interface SqliteCall<Request = SqliteRequest> {
  readonly number: number;
  readonly request: Request;
}

export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqliteResult {
  readonly rows: readonly SqlRow[];
  readonly changes: number;
}

export interface SqliteFailure {
  readonly message: string;
  /** As SQLite names it (`SQLITE_BUSY`), or `OPEN_FAILED`; undefined for an error of our own. */
  readonly code?: string | undefined;
}

export type SqliteOutcome = SqliteResult | SqliteFailure;

export interface SqliteReply {
  readonly number: number;
  readonly outcome: SqliteOutcome;
}
