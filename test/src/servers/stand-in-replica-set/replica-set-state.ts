import type { SeenCommand } from './seen-command.js';
import type { Topology } from './topology.js';

/** Of which writes the connection is to be cut once they are carried out. */
export interface Cut {
  readonly collection: string;
  times: number;
}

/** What all members share, as a set shares it by its oplog, and what the test wants of them. */
export interface ReplicaSetState {
  readonly topology: Topology;
  readonly serverPort: number;
  /** In the order in which they came. */
  readonly seen: SeenCommand[];
  /** The first answers to writes that may be sent again; undefined when the server behind remembers them itself. */
  readonly answers: Map<string, Promise<Buffer>> | undefined;
  readonly cuts: Cut[];
  /** A primary that no majority follows: resolves when it learns of it. */
  isolation: Promise<void> | undefined;
  /** A member that takes connections and commands and says nothing, until this resolves. */
  silence: { readonly member: number; readonly over: Promise<void> } | undefined;
}
