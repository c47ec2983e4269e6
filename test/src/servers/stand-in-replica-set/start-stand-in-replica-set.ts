import { freePort } from '../free-port.js';
import type { TestMongo } from '../start-test-mongo.js';
import type { ReplicaSetState } from './replica-set-state.js';
import type { SeenCommand } from './seen-command.js';
import { type Member, serveMember } from './serve-member.js';
import { helloOfServer } from './server-behind.js';
import { standInTopology } from './topology.js';

/**
 * Three addresses that behave towards a driver as the members of a MongoDB replica set do, in front of ONE server that keeps the
 * records. It shows what a client does when the primary changes. It has no replication and no elections of its own: which
 * writes a real set keeps is not shown here.
 */
export interface StandInReplicaSet {
  /** Three hosts, `replicaSet=` and a database that nobody has used. */
  newDatabaseUrl(options?: string): string;
  /** Every command that read or wrote records, in order. */
  readonly seen: readonly SeenCommand[];
  readonly primary: () => number | undefined;
  /** The primary steps down and keeps its connections. Its clients hear of it when it refuses the first of them. */
  stepDown(): void;
  /** The primary dies in the midst of what it does. */
  killPrimary(): Promise<void>;
  /** The primary hangs: connections stay and nothing is answered, until `wake`. */
  hangPrimary(): void;
  /** What hung goes on with what it was asked. */
  wake(): void;
  /** The clients are left with a primary that no majority follows. What it takes is undone. */
  isolatePrimary(): Promise<void>;
  /** The next member becomes the primary, and the old one is there again as a secondary. */
  elect(): Promise<void>;
  /** So many next writes to the collection are carried out, and the connection is cut before the answer. */
  cutAfterCommit(collection: string, times?: number): void;
  /** Cuts that no write has met yet. */
  cutsLeft(): number;
  /** The server behind is not ended. */
  stop(): Promise<void>;
}

const memberCount = 3;

function portOf(server: TestMongo): number {
  const port = /^mongodb:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//.exec(server.newDatabaseUrl())?.[1];
  if (port === undefined) throw new Error('The server behind must be one of this machine, without user and TLS');
  return Number(port);
}

/** What may happen to a primary, one at a time. */
function primaryFaults(
  state: ReplicaSetState,
  members: readonly Member[],
): Pick<StandInReplicaSet, 'stepDown' | 'killPrimary' | 'hangPrimary' | 'wake' | 'isolatePrimary' | 'elect'> {
  const { topology } = state;
  let last = topology.primary() ?? 0;
  let away: readonly Member[] = [];
  let heal: () => void = () => undefined;
  let wake: () => void = () => undefined;
  const leave = async (leaving: readonly Member[]): Promise<void> => {
    away = leaving;
    await Promise.all(away.map((member) => member.close()));
  };
  return {
    stepDown: () => topology.change(undefined),
    async killPrimary() {
      await leave(members.slice(last, last + 1));
      topology.change(undefined);
      topology.announce();
    },
    hangPrimary() {
      const over = new Promise<void>((resolve) => {
        wake = resolve;
      });
      state.silence = { member: last, over };
    },
    wake() {
      state.silence = undefined;
      wake();
    },
    async isolatePrimary() {
      await leave(members.filter((_, member) => member !== last));
      state.isolation = new Promise((resolve) => {
        heal = resolve;
      });
    },
    async elect() {
      last = (last + 1) % memberCount;
      state.isolation = undefined;
      topology.change(last);
      topology.announce();
      heal();
      await Promise.all(away.map((member) => member.open()));
      away = [];
    },
  };
}

export async function startStandInReplicaSet(server: TestMongo): Promise<StandInReplicaSet> {
  const serverPort = portOf(server);
  const ports = await Promise.all(Array.from({ length: memberCount }, () => freePort()));
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  const hello = await helloOfServer(serverPort);
  const topology = standInTopology(addresses, hello);
  const state: ReplicaSetState = {
    topology,
    serverPort,
    seen: [],
    answers: hello['setName'] === undefined ? new Map() : undefined,
    cuts: [],
    isolation: undefined,
    silence: undefined,
  };
  const members: Member[] = ports.map((port, member) => serveMember(state, member, port));
  await Promise.all(members.map((member) => member.open()));

  const faults = primaryFaults(state, members);
  return {
    newDatabaseUrl: (options = '') =>
      `mongodb://${addresses.join(',')}${new URL(server.newDatabaseUrl()).pathname}?replicaSet=${topology.replicaSet}${options}`,
    seen: state.seen,
    primary: topology.primary,
    ...faults,
    cutAfterCommit: (collection, times = 1) => void state.cuts.push({ collection, times }),
    cutsLeft: () => state.cuts.reduce((sum, { times }) => sum + times, 0),
    stop: async () => void (await Promise.all(members.map((member) => member.close()))),
  };
}
