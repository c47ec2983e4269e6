import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import type { AlertRecord } from '../records.js';
import type { OutageKind } from './alert-kinds.js';
import { type AlertView, viewAlert } from './alert-schemas.js';
import { troublesOfPauses } from './troubles-of-pauses.js';
import { type Trouble, troublesOfProviders } from './troubles-of-providers.js';
import { troublesOfWebhooks } from './troubles-of-webhooks.js';

type AlertContext = Pick<Context, 'store' | 'live' | 'settings' | 'now' | 'warn'>;

export type ToldAlert = Omit<AlertView, 'kind'> & { readonly kind: AlertView['kind'] | OutageKind };

/** Tells the operator; false when it could not be told, and it is tried again. */
export type TellOperator = (alert: ToldAlert) => Promise<boolean>;

/** One id for a kind and subject, so that two workers can never open it twice. */
export const alertId = ({ kind, subject }: Pick<ToldAlert, 'kind' | 'subject'>): string =>
  `alr_${createHash('sha256').update(`${kind}:${subject}`).digest('base64url').slice(0, 22)}`;

async function currentTroubles({ live, settings }: AlertContext): Promise<Trouble[]> {
  const providers = [...settings.current().providers.values()];
  const states = await live.breakers.read(providers.map(({ id }) => id));
  const ofProviders = troublesOfProviders(
    providers.flatMap((provider) => {
      const state = states.get(provider.id);
      return state ? [{ provider, state }] : [];
    }),
  );
  const { webhooks, pauses } = settings.current();
  return [...ofProviders, ...troublesOfWebhooks(webhooks), ...troublesOfPauses(pauses, providers)];
}

async function open(context: AlertContext, { kind, subject, detail }: Trouble, known?: AlertRecord): Promise<void> {
  const { alerts } = context.store;
  const now = context.now();
  const base = known ?? {
    id: alertId({ kind, subject }),
    version: 0,
    createdAt: now,
    count: 0,
    told: 'closed' as const,
  };
  const version = base.version + 1;
  const opened: AlertRecord = {
    ...base,
    kind,
    subject,
    detail,
    version,
    updatedAt: now,
    status: 'open',
    since: now,
    count: base.count + 1,
  };
  // Whoever was faster has opened it.
  if (known) await alerts.replace(opened, known.version);
  else await alerts.insert(opened);
}

async function close({ store, now }: AlertContext, alert: AlertRecord): Promise<void> {
  const at = now();
  await store.alerts.replace(
    { ...alert, version: alert.version + 1, updatedAt: at, status: 'closed', since: at },
    alert.version,
  );
}

async function tellNews({ store }: AlertContext, tell: TellOperator): Promise<void> {
  for (const alert of await store.alerts.list({})) {
    if (alert.told === alert.status) continue;
    if (!(await tell(viewAlert(alert)))) continue;
    await store.alerts.replace({ ...alert, version: alert.version + 1, told: alert.status }, alert.version);
  }
}

/**
 * Makes the alerts say what is wrong now: opens, closes, and tells the operator of each change at least once. It looks at how
 * things are, not at what happened, so that a worker that dies, or a store that was away, loses no news. Gives how many are open.
 */
export async function watchAlerts(context: AlertContext, tell: TellOperator): Promise<number> {
  const troubles = new Map((await currentTroubles(context)).map((trouble) => [alertId(trouble), trouble]));
  const known = new Map((await context.store.alerts.list({})).map((alert) => [alert.id, alert]));
  for (const [id, trouble] of troubles) {
    const alert = known.get(id);
    if (alert?.status !== 'open') await open(context, trouble, alert);
  }
  for (const alert of known.values()) {
    if (alert.status === 'open' && !troubles.has(alert.id)) await close(context, alert);
  }
  await tellNews(context, tell);
  return troubles.size;
}
