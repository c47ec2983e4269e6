import { setTimeout as sleep } from 'node:timers/promises';
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
  /** The primary steps down and keeps its connections. Resolves when the next one is there. */
  stepDown(electionMilliseconds: number): Promise<void>;
  /** The primary dies in the midst of what it does, and comes back as a secondary after the election. */
  killPrimary(electionMilliseconds: number): Promise<void>;
  /** The clients are left with a primary that no majority follows. What it takes is undone; then there is another primary. */
  isolatePrimary(milliseconds: number): Promise<void>;
  /** So many next writes to the collection are carried out, and the connection is cut before the answer. */
  cutAfterCommit(collection: string, times?: number): void;
  /** The server behind is not ended. */
  stop(): Promise<void>;
}

const memberCount = 3;

function portOf(server: TestMongo): number {
  const port = /^mongodb:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//.exec(server.newDatabaseUrl())?.[1];
  if (port === undefined) throw new Error('The server behind must be one of this machine, without user and TLS');
  return Number(port);
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
  };
  const members: Member[] = ports.map((port, member) => serveMember(state, member, port));
  await Promise.all(members.map((member) => member.open()));

  const next = (member: number): number => (member + 1) % memberCount;
  const current = (): number => {
    const primary = topology.primary();
    if (primary === undefined) throw new Error('There is no primary just now');
    return primary;
  };
  return {
    newDatabaseUrl: (options = '') =>
      `mongodb://${addresses.join(',')}${new URL(server.newDatabaseUrl()).pathname}?replicaSet=${topology.replicaSet}${options}`,
    seen: state.seen,
    primary: topology.primary,
    async stepDown(electionMilliseconds) {
      const old = current();
      topology.change(undefined);
      await sleep(electionMilliseconds);
      topology.change(next(old));
    },
    async killPrimary(electionMilliseconds) {
      const old = current();
      await members[old]?.close();
      topology.change(undefined);
      await sleep(electionMilliseconds);
      topology.change(next(old));
      await members[old]?.open();
    },
    async isolatePrimary(milliseconds) {
      const old = current();
      const others = members.filter((_, member) => member !== old);
      await Promise.all(others.map((member) => member.close()));
      let heal: () => void = () => undefined;
      state.isolation = new Promise((resolve) => {
        heal = resolve;
      });
      await sleep(milliseconds);
      state.isolation = undefined;
      topology.change(next(old));
      heal();
      await Promise.all(others.map((member) => member.open()));
    },
    cutAfterCommit: (collection, times = 1) => void state.cuts.push({ collection, times }),
    stop: async () => void (await Promise.all(members.map((member) => member.close()))),
  };
}
