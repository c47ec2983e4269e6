import { z } from 'zod';

/** Rises when an older Otpost could not read the file any more. */
export const backupFormat = 1;

/** The first line. */
export const backupHeaderSchema = z.object({
  otpost: z.literal('backup'),
  format: z.int().min(1),
  /** Milliseconds since 1970. */
  madeAt: z.int().min(0),
});

/** Each line between. */
export const backupLineSchema = z.strictObject({ collection: z.string(), record: z.record(z.string(), z.unknown()) });

/** The last line: its absence tells of a file that was cut off. The hash is that of all bytes before this line. */
export const backupEndSchema = z.strictObject({
  end: z.literal(true),
  records: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Why a file is not restored; the message is for the person who named it. */
export class BackupFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupFault';
  }
}
