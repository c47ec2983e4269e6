import { EventEmitter, once } from 'node:events';
import { type Document, Long, ObjectId } from 'bson';

const setName = 'rs0';

/** Who the primary is, as all members tell it. */
export interface Topology {
  /** The number of the primary; undefined during an election. */
  readonly primary: () => number | undefined;
  /** From now on nobody, or this member, in a new term. Members say so when they are asked. */
  change(primary: number | undefined): void;
  /** Tells all who wait for news. */
  announce(): void;
  /** What a member says of itself and of the others. */
  hello(member: number): Document;
  /** Resolves at the next change, or when nobody waits for it any more. */
  changed(signal: AbortSignal): Promise<void>;
  /** True when the client knows all there is to know, so that it waits for a change. */
  isKnown(topologyVersion: Document | undefined): boolean;
  readonly replicaSet: string;
}

/** `basis` is the hello of the server behind: its limits and versions are those of each member. */
export function standInTopology(addresses: readonly string[], basis: Document): Topology {
  const processId = new ObjectId();
  const news = new EventEmitter();
  news.setMaxListeners(0);
  let primary: number | undefined = 0;
  let term = 1;
  let counter = 1;
  const { minWireVersion, maxWireVersion, maxBsonObjectSize, maxMessageSizeBytes, maxWriteBatchSize } = basis;
  const limits = { minWireVersion, maxWireVersion, maxBsonObjectSize, maxMessageSizeBytes, maxWriteBatchSize };
  return {
    replicaSet: setName,
    primary: () => primary,
    change(next) {
      primary = next;
      counter += 1;
      if (next !== undefined) term += 1;
    },
    announce: () => void news.emit('change'),
    hello(member) {
      const isPrimary = member === primary;
      return {
        ...limits,
        helloOk: true,
        isWritablePrimary: isPrimary,
        ismaster: isPrimary,
        secondary: !isPrimary,
        setName,
        setVersion: 1,
        hosts: [...addresses],
        me: addresses[member],
        ...(primary === undefined ? {} : { primary: addresses[primary] }),
        // As a member makes it: of the term alone, so that a later primary is known by it.
        ...(isPrimary ? { electionId: new ObjectId(`7fffffff${term.toString(16).padStart(16, '0')}`) } : {}),
        topologyVersion: { processId, counter: Long.fromNumber(counter) },
        logicalSessionTimeoutMinutes: 30,
        localTime: new Date(),
        readOnly: false,
        ok: 1,
      };
    },
    async changed(signal) {
      await once(news, 'change', { signal }).catch(() => undefined);
    },
    isKnown: (version) => version !== undefined && String(version['counter']) === String(counter),
  };
}
