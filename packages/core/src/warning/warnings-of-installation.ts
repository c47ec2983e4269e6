import { pauseOf } from '../queue/pauses.js';
import type { ProviderRecord, WebhookRecord } from '../records.js';
import type { SettingsProblem } from '../settings/settings-snapshot.js';
import type { Warning } from './warning-schemas.js';
import type { Seen } from './warnings-of-applications.js';

const ofProvider = ({ id, name }: Pick<ProviderRecord, 'id' | 'name'>): Warning['subject'] => ({
  type: 'provider',
  id,
  name,
  applicationId: null,
});

function warningOfProvider({ settings, healths }: Seen, provider: ProviderRecord): Warning[] {
  const state = healths.get(provider.id);
  const why = state?.lastError?.detail ?? 'no reason is known';
  const subject = ofProvider(provider);
  if (state?.status === 'out') {
    const message = `${provider.name} is not asked any more, since its settings are wrong: ${why}`;
    const whatToDo = 'Correct its settings and check the connection. It is tried again as soon as they are saved.';
    return [{ code: 'provider_config', severity: 'problem', subject, message, whatToDo }];
  }
  if (state?.status === 'open') {
    const message = `${provider.name} failed too often and is asked only now and then: ${why}`;
    const whatToDo = 'Nothing, if it is a passing fault: it is asked again by itself. Else look at the provider.';
    return [{ code: 'provider_down', severity: 'problem', subject, message, whatToDo }];
  }
  if (!pauseOf(settings.pauses, { kind: 'provider', subject: provider.id })) return [];
  const message = `${provider.name} is paused: nothing is handed to it.`;
  return [{ code: 'paused', severity: 'advice', subject, message, whatToDo: 'Resume it when you are done.' }];
}

function pausedChannels({ settings }: Seen): Warning[] {
  return settings.pauses
    .filter(({ kind }) => kind === 'channel')
    .map(({ subject: id, reason }) => ({
      code: 'paused',
      severity: 'problem',
      subject: { type: 'channel', id, name: id, applicationId: null },
      message: `The queue of ${id} is paused, and what waits ends when its life does. Reason: ${reason}`,
      whatToDo: 'Resume the queue.',
    }));
}

/** What stands in the store and cannot be used. */
function warningOfProblem({ kind, id, message }: SettingsProblem): Warning {
  return {
    code: 'setting_unreadable',
    severity: 'problem',
    subject: { type: kind, id, name: id, applicationId: kind === 'application' ? id : null },
    message: `A stored ${kind} cannot be used: ${message}`,
    whatToDo: 'Write it anew, or roll it back. After a restore, look whether the master keys are those of the backup.',
  };
}

const answers: Readonly<Record<'gone' | 'failing', string>> = {
  gone: 'its receiver says that it is gone',
  failing: 'its receiver took nothing for three days',
};

export function warningOfWebhook({ id, applicationId, description, disabledReason }: WebhookRecord): Warning[] {
  if (disabledReason === null) return [];
  return [
    {
      code: 'webhook_switched_off',
      severity: 'problem',
      subject: { type: 'webhook', id, name: description ?? id, applicationId },
      message: `A webhook was switched off: ${answers[disabledReason]}.`,
      whatToDo: 'Mend the receiver, switch the webhook on, and send again what failed.',
    },
  ];
}

/** Browsers keep passkeys, and cookies that are Secure, for HTTPS and for this machine. */
function publicUrlWarnings(publicUrl: string): Warning[] {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')) return [];
  return [
    {
      code: 'insecure_public_url',
      severity: 'problem',
      subject: { type: 'installation', id: '', name: publicUrl, applicationId: null },
      message: 'People reach this installation without HTTPS: browsers refuse passkeys there.',
      whatToDo: 'Put TLS in front of it and set OTPOST_PUBLIC_URL to the https address.',
    },
  ];
}

/** For those who may see what belongs to no application. */
export function warningsOfInstallation(seen: Seen, publicUrl: string): Warning[] {
  const { providers, problems } = seen.settings;
  const enabled = [...providers.values()].filter((provider) => provider.enabled);
  return [
    ...enabled.flatMap((provider) => warningOfProvider(seen, provider)),
    ...pausedChannels(seen),
    ...problems.map(warningOfProblem),
    ...publicUrlWarnings(publicUrl),
  ];
}
