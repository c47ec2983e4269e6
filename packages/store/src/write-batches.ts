/** So that a batch of any size neither blocks the event loop nor makes other writers wait long. */
const recordsPerBatch = 1_000;

interface Numbered {
  readonly id: string;
  readonly eventNumber: number;
}

/** Cuts the records into batches, the newest one only where an id occurs twice. */
export function writeBatches<Stored extends Numbered>(records: readonly Stored[]): Stored[][] {
  const newest = new Map<string, Stored>();
  for (const record of records) {
    const other = newest.get(record.id);
    if (other === undefined || record.eventNumber > other.eventNumber) newest.set(record.id, record);
  }
  const all = [...newest.values()];
  const batches: Stored[][] = [];
  for (let start = 0; start < all.length; start += recordsPerBatch) {
    batches.push(all.slice(start, start + recordsPerBatch));
  }
  return batches;
}
