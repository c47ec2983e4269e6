import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMasterKeys } from '@otpost/config/master-keys';
import { readConfig } from '@otpost/config/operator-config';
import { type VerifiedAudit, verifyAudit } from '@otpost/core/audit/verify-audit';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { canaryScanner } from '../e2e/canary-scanner.js';
import { eventually } from '../servers/eventually.js';
import { readHistory } from '../servers/history-faults.js';
import type { AnyHouse } from '../servers/start-house.js';
import type { Accepted } from './accepted.js';
import { lifeSeconds, type WatchedHouse } from './chaos-house.js';
import { allMessages, type Evidence, messagesByChallenge } from './evidence.js';

/** So many challenges, spread evenly, are looked for in the logs: each adds a dozen forms of its code and address. */
const mostCanaries = 4000;
/** Each is one question to the admin API. */
const mostCounted = 25;

/** At most so many of them, spread evenly. */
function some<Value>(values: readonly Value[], most: number): Value[] {
  const step = Math.max(1, values.length / most);
  return Array.from({ length: Math.min(most, values.length) }, (_, index) => values[Math.floor(index * step)]!);
}

/** Walks the audit log of a house as `./otpost audit verify` does. */
export async function verifyAuditOf({ dataDirectory, store }: AnyHouse): Promise<VerifiedAudit> {
  const config = readConfig({ OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: dataDirectory });
  const keys = masterKeys(await readMasterKeys(config, randomBytes));
  const settings = await loadSettings(store, keys, randomBytes, Date.now);
  return await verifyAudit({ store, settings: { current: () => settings } });
}

/** Names of codes, addresses and secrets that stand in a log of the house. */
async function findLeaks({ house, secrets }: WatchedHouse, evidence: Pick<Evidence, 'accepted' | 'messages'>) {
  const scan = canaryScanner([
    ...[...secrets].map(([name, value]) => ({ name, value })),
    ...some(evidence.accepted, mostCanaries).map(({ to }) => ({
      name: `the address ${to}`,
      value: to.replace('+', ''),
    })),
    ...some(allMessages(evidence), mostCanaries)
      .filter(({ code }) => code !== '')
      .map(({ code, deliveryId }) => ({ name: `the code of ${deliveryId}`, value: code })),
  ]);
  const leaks = new Set<string>();
  for (const name of await readdir(house.logDirectory)) {
    for (const leak of scan(await readFile(join(house.logDirectory, name)))) leaks.add(leak);
  }
  return [...leaks];
}

/** How many sends the limits of some addresses count. */
async function countSends(
  { house, application }: WatchedHouse,
  accepted: readonly Accepted[],
): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const { id, channel, to } of some(accepted, mostCounted)) {
    const place = { applicationId: application.id, channel, address: to };
    // The house has healed, and yet a machine that is busy elsewhere may not answer each time.
    const look = () => house.admin('POST', '/limits/read', place).catch(() => undefined);
    const { body } = await eventually(`the limits of ${id} are told`, look);
    counted.set(id, (body as unknown as { sends: { hour: { used: number } } }).sends.hour.used);
  }
  return counted;
}

export interface Question {
  readonly accepted: readonly Accepted[];
  readonly emptiedAt: number | null;
  readonly auditEntriesBefore: number;
}

/** Looks at the house from all sides. */
export async function gatherEvidence(chaos: WatchedHouse, question: Question): Promise<Evidence> {
  const { accepted, emptiedAt } = question;
  const messages = messagesByChallenge(chaos.sink, accepted);
  const history = await readHistory(
    chaos.house.store,
    accepted.map(({ id }) => id),
  );
  const ended = accepted.filter(({ id, askedAt }) => {
    const isForgotten = emptiedAt !== null && askedAt <= emptiedAt;
    return !isForgotten && history.get(id)?.challenge.endedAt;
  });
  return {
    ...question,
    lifeSeconds,
    now: Date.now(),
    messages,
    history,
    audit: await verifyAuditOf(chaos.house),
    leaks: await findLeaks(chaos, { accepted, messages }),
    countedSends: await countSends(chaos, ended),
  };
}
