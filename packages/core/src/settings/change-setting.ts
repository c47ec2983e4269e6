import { type AuditedAction, audited } from '../audit/audited.js';
import type { Context } from '../context.js';

export interface SettingChange<Result> extends AuditedAction {
  /** One compare-and-set of what was validated before; it throws when it is refused. */
  readonly write: () => Promise<Result>;
}

async function survive(context: Context, step: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.warn('A settings change was made, but a step after it failed', { step, error });
  }
}

/**
 * The one door for every change of a setting. The version rises before the write and after it. After the first rise every
 * reader looks again and again for a while (see createSettingsCache), so a process that dies right after its write has
 * still made it live. What fails after the write is survived: the change holds, and polling finds it.
 */
export async function changeSetting<Result>(context: Context, change: SettingChange<Result>): Promise<Result> {
  return await audited(context, change, async () => {
    await context.store.raiseSettingsVersion();
    const result = await change.write();
    await survive(context, 'raise the version', () => context.store.raiseSettingsVersion());
    await Promise.all([
      survive(context, 'announce', () => context.live.announceSettingsChange()),
      survive(context, 'refresh', () => context.settings.refresh()),
    ]);
    return result;
  });
}
