import { existsSync, readFileSync } from 'node:fs';
import { CommandError } from '../command.js';
import { writeWholeFile } from './write-whole-file.js';

/** DIR/dev.json: how a program finds what `up` runs. Holds keys, so it is for its owner only. */
export interface DevFile {
  readonly apiUrl: string;
  readonly consoleUrl: string;
  readonly docsUrl: string;
  readonly inboxUrl: string;
  readonly apiKey: string;
  readonly adminKey: string;
  /** Makes the first admin, within 15 minutes, after which another one stands here; null when there is an admin. */
  readonly adminSetupUrl: string | null;
  readonly metricsUrls: { readonly api: readonly string[]; readonly workers: readonly string[] };
  readonly pids: DevPids;
  readonly seeded: Seeded;
}

/** Numbers of the processes that run now; a real Redis elsewhere is null. */
export interface DevPids {
  readonly api: readonly number[];
  readonly workers: readonly number[];
  readonly redis: number | null;
  readonly inbox: number | null;
}

/** What the first start has made, so that later ones find it again. */
export interface Seeded {
  readonly applicationId: string;
  readonly emailProviderId: string;
  readonly smsProviderId: string;
}

export const noPids: DevPids = { api: [], workers: [], redis: null, inbox: null };

/** Undefined when nothing was ever started here. */
export function readDevFile(path: string): DevFile | undefined {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')) as DevFile;
}

export function writeDevFile(path: string, file: DevFile): void {
  writeWholeFile(path, `${JSON.stringify(file, undefined, 2)}\n`);
}

/** For commands that talk to a running `up`. Throws a CommandError when there is none. */
export function requireRunning(path: string): DevFile {
  const file = readDevFile(path);
  if (!file || file.pids.api.length === 0) {
    throw new CommandError('Otpost does not run with this data directory. Start it in another terminal: ./otpost up');
  }
  return file;
}
