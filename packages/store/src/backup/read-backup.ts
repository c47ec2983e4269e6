import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { catalogue } from '../catalogue.js';
import { checkRecord, completeRecord, type PlainRecord } from '../check-record.js';
import type { CollectionName } from '../collection-shape.js';
import { BackupFault, backupEndSchema, backupFormat, backupHeaderSchema, backupLineSchema } from './backup-format.js';
import { isCollectionName } from './collections-in-order.js';

export interface BackupEntry {
  readonly collection: CollectionName;
  readonly record: PlainRecord;
}

function parseLine<Schema extends z.ZodType>(schema: Schema, line: string, number: number): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw new BackupFault(number === 1 ? 'This is no backup of Otpost.' : `Line ${number} of the backup is damaged.`);
  }
}

/** The first line. Throws a BackupFault when this Otpost cannot read what follows. */
export function readHeader(line: string): { readonly madeAt: number } {
  const { format, madeAt } = parseLine(backupHeaderSchema, line, 1);
  if (format > backupFormat) throw new BackupFault('The backup was made by a newer Otpost. Use that one, or a newer.');
  return { madeAt };
}

function readEntry(line: string, number: number): BackupEntry {
  const { collection, record } = parseLine(backupLineSchema, line, number);
  if (!isCollectionName(collection)) {
    throw new BackupFault(`Line ${number} of the backup is of "${collection}", which this Otpost does not know.`);
  }
  const shape = catalogue[collection];
  try {
    return { collection, record: checkRecord(shape, completeRecord(shape, record)) };
  } catch (error) {
    throw new BackupFault(`Line ${number} of the backup does not fit: ${(error as Error).message}.`);
  }
}

const isEnd = (line: string): boolean => line.startsWith('{"end":');

/**
 * Every record of a backup, its lines without their ends. Throws a BackupFault for one that is damaged or cut off, the latter
 * only at the end: read it through once before you act on it.
 */
export async function* readBackup(lines: AsyncIterable<string>): AsyncGenerator<BackupEntry> {
  const hash = createHash('sha256');
  let number = 0;
  let hasEnded = false;
  for await (const line of lines) {
    number += 1;
    if (hasEnded) throw new BackupFault(`Line ${number} of the backup stands behind its end.`);
    if (number === 1) readHeader(line);
    else if (isEnd(line)) {
      const { records, sha256 } = parseLine(backupEndSchema, line, number);
      if (records !== number - 2 || sha256 !== hash.digest('hex')) {
        throw new BackupFault('The backup was changed since it was made: its hash does not fit.');
      }
      hasEnded = true;
      continue;
    } else yield readEntry(line, number);
    hash.update(`${line}\n`);
  }
  if (number === 0) throw new BackupFault('This is no backup of Otpost.');
  if (!hasEnded) throw new BackupFault('The backup was cut off: its last line is missing.');
}
