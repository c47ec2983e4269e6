import type { Store } from '../store-port.js';
import type { StaleMinuteRecord } from '../tally-records.js';
import { startOf } from './tally-steps.js';

const prefix = 'min_';
/** Others note the same minute at the same time; whoever loses is served by whoever wins, unless it was just counted. */
const mostTries = 5;

function minuteRecord(minute: number, version: number): StaleMinuteRecord {
  return { id: prefix + String(minute), version, createdAt: minute, updatedAt: minute };
}

async function noteMinute({ staleMinutes }: Pick<Store, 'staleMinutes'>, minute: number): Promise<void> {
  const first = minuteRecord(minute, 1);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const noted = await staleMinutes.get(first.id);
    if (!noted) {
      if ((await staleMinutes.insert(first)) === 'inserted') return;
      continue;
    }
    // A note that stands may be from before this change, and its count under way: a higher version keeps it.
    const written = await staleMinutes.replace(minuteRecord(minute, noted.version + 1), noted.version);
    if (written === 'replaced' || (await staleMinutes.get(first.id))) return;
  }
}

/**
 * Notes that the minutes in which these records were created must be counted again. To be called after the records were
 * written, and before it is forgotten that they were: what dies in between is noted by the repetition.
 */
export async function noteStaleMinutes(
  store: Pick<Store, 'staleMinutes'>,
  records: Iterable<{ readonly createdAt: number }>,
): Promise<void> {
  const minutes = new Set<number>();
  for (const { createdAt } of records) minutes.add(startOf('minute', createdAt));
  for (const minute of minutes) await noteMinute(store, minute);
}

/** Forgets a note, unless the minute changed again since it was read. */
export async function forgetStaleMinute(
  { staleMinutes }: Pick<Store, 'staleMinutes'>,
  { id, version }: StaleMinuteRecord,
): Promise<void> {
  await staleMinutes.deleteWhere({ id: { equals: id }, version: { equals: version } }, 1);
}
