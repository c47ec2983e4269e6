import type { Violation } from './config-error.js';
import type { OperatorValues } from './operator-schema.js';

/** Values that were parsed; those that could not be are left out, so that every rule still looks at the rest. */
type Parsed = Partial<OperatorValues>;
type Rule = (values: Parsed) => Violation | undefined;

const localHosts = ['localhost', '127.0.0.1', '[::1]'];

const productionNamesItsUrl: Rule = (values) =>
  values.OTPOST_ENVIRONMENT === 'production' && values.OTPOST_PUBLIC_URL === null
    ? {
        variable: 'OTPOST_PUBLIC_URL',
        problem: 'must be set in production',
        mend: 'Set it to the address that browsers use, for example https://otpost.example.com, or set OTPOST_ENVIRONMENT=development',
      }
    : undefined;

const productionUsesHttps: Rule = ({ OTPOST_ENVIRONMENT: environment, OTPOST_PUBLIC_URL: publicUrl }) => {
  if (environment !== 'production' || !publicUrl) return undefined;
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:' || localHosts.includes(hostname)) return undefined;
  return {
    variable: 'OTPOST_PUBLIC_URL',
    problem: 'must start with https:// in production unless its host is localhost',
    mend: 'Put a proxy that speaks TLS in front, and name its https address',
  };
};

const anyPortNeedsUrl: Rule = (values) =>
  values.OTPOST_PORT === 0 && values.OTPOST_PUBLIC_URL === null
    ? {
        variable: 'OTPOST_PUBLIC_URL',
        problem: 'must be set when OTPOST_PORT is 0, since links cannot name a port that is not known',
        mend: 'Set it, or choose a port',
      }
    : undefined;

const oneSourceOfMasterKeys: Rule = (values) =>
  values.OTPOST_MASTER_KEYS && values.OTPOST_MASTER_KEY_FILE
    ? {
        variable: 'OTPOST_MASTER_KEY_FILE',
        problem: 'must not be set beside OTPOST_MASTER_KEYS',
        mend: 'Keep one of the two',
      }
    : undefined;

/** A key file made on one machine would not open what another machine wrote to the shared store. */
const sharedStoreNeedsGivenKeys: Rule = (values) =>
  values.OTPOST_ENVIRONMENT === 'production' &&
  typeof values.OTPOST_MONGODB_URL === 'string' &&
  values.OTPOST_MASTER_KEYS === null &&
  values.OTPOST_MASTER_KEY_FILE === null
    ? {
        variable: 'OTPOST_MASTER_KEYS',
        problem: 'must be set in production with MongoDB, because every machine needs the same keys',
        mend: 'Set it to main: and the output of: openssl rand -base64 32',
      }
    : undefined;

const addressesEndWithHistory: Rule = ({ OTPOST_ADDRESS_HOURS: addressHours, OTPOST_HISTORY_DAYS: historyDays }) =>
  addressHours !== undefined && historyDays !== undefined && addressHours > historyDays * 24
    ? {
        variable: 'OTPOST_ADDRESS_HOURS',
        problem: 'must not be longer than OTPOST_HISTORY_DAYS',
        mend: 'Keep addresses for a shorter time, or history for a longer one',
      }
    : undefined;

const productionKeepsItsTime: Rule = (values) =>
  values.OTPOST_ENVIRONMENT === 'production' && Boolean(values.OTPOST_TIME_OFFSET_MILLISECONDS)
    ? {
        variable: 'OTPOST_TIME_OFFSET_MILLISECONDS',
        problem: 'must be 0 in production',
        mend: 'Remove it; it is for tests',
      }
    : undefined;

/** What no variable can tell alone. */
export const operatorRules: readonly Rule[] = [
  productionNamesItsUrl,
  productionUsesHttps,
  anyPortNeedsUrl,
  oneSourceOfMasterKeys,
  sharedStoreNeedsGivenKeys,
  addressesEndWithHistory,
  productionKeepsItsTime,
];
