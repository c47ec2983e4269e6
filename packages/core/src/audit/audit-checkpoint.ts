import { z } from 'zod';
import type { Keyring } from '../keyring/keyring.js';
import type { AuditContext } from './append-audit.js';
import { auditId, auditSequence } from './append-audit.js';

/** Beside the cursors of the recorder: outside the chain, so that entries cut from its end are missed. */
const cursorId = 'audit-checkpoint';

/** How far the chain reached at some time. */
export interface AuditCheckpoint {
  readonly sequence: number;
  /** Of the entry with this number. */
  readonly hash: string;
}

const storedSchema = z.strictObject({ sequence: z.int().min(1), hash: z.string(), signature: z.string() });

function sign(keyring: Keyring, { sequence, hash }: AuditCheckpoint): string {
  return keyring.indexHash('audit-checkpoint', String(sequence), hash);
}

function parseStored(position: string): unknown {
  try {
    return JSON.parse(position);
  } catch {
    return undefined;
  }
}

/** `forged`: something stands there that nobody with the keys has written. */
export async function readCheckpoint(
  context: Pick<AuditContext, 'store' | 'settings'>,
): Promise<AuditCheckpoint | 'none' | 'forged'> {
  const stored = await context.store.cursors.get(cursorId);
  // Blank after a restore of a backup that has none; whoever could blank it could delete it as well.
  if (!stored || stored.position === '') return 'none';
  const parsed = storedSchema.safeParse(parseStored(stored.position));
  if (!parsed.success) return 'forged';
  const { signature, ...checkpoint } = parsed.data;
  return signature === sign(context.settings.current().keyring, checkpoint) ? checkpoint : 'forged';
}

async function write(context: Pick<AuditContext, 'store' | 'settings'>, checkpoint: AuditCheckpoint): Promise<void> {
  const signature = sign(context.settings.current().keyring, checkpoint);
  await context.store.cursors.saveAll([{ id: cursorId, position: JSON.stringify({ ...checkpoint, signature }) }]);
}

/**
 * Moves the checkpoint to the end of the chain. It stays where it is when the chain no longer holds what it names, so that
 * what `verifyAudit` would find is not covered up. Run once a minute: what is cut off within a minute of being written is
 * not missed.
 */
export async function moveCheckpoint(context: Pick<AuditContext, 'store' | 'settings'>): Promise<void> {
  const { audit } = context.store;
  const [last] = await audit.page({}, { limit: 1 });
  const checkpoint = await readCheckpoint(context);
  if (!last || checkpoint === 'forged') return;
  const next = { sequence: auditSequence(last.id), hash: last.hash };
  if (checkpoint === 'none') return await write(context, next);
  const named = await audit.get(auditId(checkpoint.sequence));
  if (named?.hash === checkpoint.hash && next.sequence > checkpoint.sequence) await write(context, next);
}
