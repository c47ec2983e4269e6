import type { Actor } from '../audit/actor.js';
import type { Context } from '../context.js';
import type { PauseRecord } from '../records.js';
import { changeSetting } from '../settings/change-setting.js';
import { knownProvider } from './known-provider.js';

/** A channel, or the id of a provider. */
export interface PauseTarget {
  readonly kind: PauseRecord['kind'];
  readonly subject: string;
}

interface ChangePause extends PauseTarget {
  readonly actor: Actor;
  /** Why; goes to the audit log, and to whoever wonders. */
  readonly reason: string;
}

const pauseId = ({ kind, subject }: PauseTarget): string => `${kind}:${subject}`;

function assertKnown(context: Context, { kind, subject }: PauseTarget): void {
  if (kind === 'provider') knownProvider(context, subject);
}

/**
 * Nothing more is taken from the queue of the channel, or handed to the provider, until it is resumed; what is under way is
 * finished. Once more changes nothing. Throws `not_found` for an unknown provider.
 */
export async function pause(context: Context, { actor, reason, ...target }: ChangePause): Promise<void> {
  assertKnown(context, target);
  const now = context.now();
  const id = pauseId(target);
  const record: PauseRecord = { id, version: 1, createdAt: now, updatedAt: now, ...target, reason };
  const write = () => context.store.pauses.insert(record);
  await changeSetting(context, { actor, action: `${target.kind}.pause`, target: target.subject, reason, write });
}

/** What waited goes on. Once more changes nothing. Throws `not_found` for an unknown provider. */
export async function resume(context: Context, { actor, reason, ...target }: ChangePause): Promise<void> {
  assertKnown(context, target);
  const write = () => context.store.pauses.delete(pauseId(target));
  await changeSetting(context, { actor, action: `${target.kind}.resume`, target: target.subject, reason, write });
}

export function pauseOf(pauses: readonly PauseRecord[], target: PauseTarget): PauseRecord | undefined {
  return pauses.find(({ id }) => id === pauseId(target));
}
