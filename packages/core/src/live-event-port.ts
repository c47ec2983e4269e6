export interface LiveEvent {
  /** Place in its shard's stream. */
  readonly position: string;
  readonly id: string;
  readonly number: number;
  readonly type: string;
  readonly at: number;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

export interface LiveEvents {
  /** Takes or keeps the lease of a shard and reads the next events, or says that another recorder has it. */
  take(shard: number, recorder: string, after: string, limit: number): Promise<readonly LiveEvent[] | 'leased'>;
  trim(shard: number, upTo: string): Promise<void>;
  /** How many wait to be recorded. */
  waiting(shard: number): Promise<number>;
  release(shard: number, recorder: string): Promise<void>;
}
