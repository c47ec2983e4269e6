import type { BreakerState } from '../live-breaker-port.js';
import { pauseOf } from '../queue/pauses.js';
import type { ApplicationRecord, Channel, ProviderRecord } from '../records.js';
import type { SettingsSnapshot } from '../settings/settings-snapshot.js';
import type { Warning } from './warning-schemas.js';

export interface Seen {
  readonly settings: SettingsSnapshot;
  /** Of the enabled providers; empty while Redis is away. */
  readonly healths: ReadonlyMap<string, BreakerState>;
}

/** More would make no sentence. */
const namedCountries = 5;
const nameOf: Readonly<Record<Channel, string>> = { email: 'email', sms: 'SMS' };

type Words = Pick<Warning, 'code' | 'severity' | 'message' | 'whatToDo'>;

const about = ({ id, name }: ApplicationRecord, words: Words): Warning => ({
  ...words,
  subject: { type: 'application', id, name, applicationId: id },
});

function enabledFor({ settings }: Seen, channel: Channel, applicationId: string): ProviderRecord[] {
  return [...settings.providers.values()].filter(
    ({ enabled, channel: own, applications }) =>
      enabled && own === channel && (applications.length === 0 || applications.includes(applicationId)),
  );
}

function works({ settings, healths }: Seen, { id }: ProviderRecord): boolean {
  const isPaused = pauseOf(settings.pauses, { kind: 'provider', subject: id }) !== undefined;
  return !isPaused && (healths.get(id)?.status ?? 'closed') === 'closed';
}

/** Every application tells its users by mail what was changed; SMS is on for whom a country is ticked. */
function neededChannels({ settings }: ApplicationRecord): Channel[] {
  const { factors, adminReset, verifyBeforeFirst } = settings.policy;
  const needsMail = factors.includes('email') || adminReset === 'mailed' || verifyBeforeFirst;
  return [...(needsMail ? (['email'] as const) : []), ...(settings.smsCountries.length > 0 ? (['sms'] as const) : [])];
}

function channelWarning(seen: Seen, application: ApplicationRecord, channel: Channel): Warning[] {
  const providers = enabledFor(seen, channel, application.id);
  const word = nameOf[channel];
  if (providers.length === 0) {
    return [
      about(application, {
        code: 'no_provider',
        severity: 'problem',
        message: `${application.name} uses ${word}, and no enabled ${word} provider serves it: nothing can be sent.`,
        whatToDo: `Connect an ${word} provider, or enable one that serves this application.`,
      }),
    ];
  }
  if (providers.some((provider) => works(seen, provider))) return [];
  const names = providers.map(({ name }) => name).join(', ');
  return [
    about(application, {
      code: 'no_working_provider',
      severity: 'problem',
      message: `${application.name} uses ${word}, and no provider for it works now: ${names}.`,
      whatToDo: 'Look at the last error of each of them, correct its settings, or connect another provider.',
    }),
  ];
}

function countryWarnings(seen: Seen, application: ApplicationRecord): Warning[] {
  const { smsCountries } = application.settings;
  const providers = enabledFor(seen, 'sms', application.id);
  if (providers.length === 0) return [];
  if (smsCountries.length === 0) {
    return [
      about(application, {
        code: 'no_sms_countries',
        severity: 'advice',
        message: `${application.name} may send SMS to no country, although there is an SMS provider for it.`,
        whatToDo: 'Tick the countries where its users live, and no others: each one can be abused for a price.',
      }),
    ];
  }
  const covers = (country: string) =>
    providers.some(({ countries }) => countries.length === 0 || (country !== '*' && countries.includes(country)));
  const uncovered = smsCountries.filter((country) => !covers(country));
  if (uncovered.length === 0) return [];
  const more = uncovered.length > namedCountries ? ` and ${uncovered.length - namedCountries} more` : '';
  const named = uncovered.map((country) => (country === '*' ? 'every country' : country)).slice(0, namedCountries);
  return [
    about(application, {
      code: 'country_without_provider',
      severity: 'problem',
      message: `${application.name} may send SMS to ${named.join(', ')}${more}, and no enabled provider serves that.`,
      whatToDo: 'Let a provider serve these countries, or take them off the list of the application.',
    }),
  ];
}

function smsAlone(application: ApplicationRecord): Warning[] {
  const { smsCountries, policy } = application.settings;
  const isOn = smsCountries.length > 0 && policy.factors.includes('sms');
  if (!isOn || policy.factors.includes('totp') || policy.factors.includes('passkey')) return [];
  return [
    about(application, {
      code: 'sms_without_alternative',
      severity: 'advice',
      message: `${application.name} allows SMS, and neither an authenticator app nor a passkey.`,
      whatToDo: 'Allow one of the two in the policy: an SMS can be read by others, and a number can be taken over.',
    }),
  ];
}

function testMode(application: ApplicationRecord): Warning[] {
  if (!application.settings.testMode) return [];
  return [
    about(application, {
      code: 'test_mode',
      severity: 'advice',
      message: `${application.name} is in test mode: nothing leaves the house, and the code is known.`,
      whatToDo: 'Switch test mode off before people use it.',
    }),
  ];
}

export function warningsOfApplication(seen: Seen, application: ApplicationRecord): Warning[] {
  return [
    ...neededChannels(application).flatMap((channel) => channelWarning(seen, application, channel)),
    ...countryWarnings(seen, application),
    ...smsAlone(application),
    ...testMode(application),
  ];
}
