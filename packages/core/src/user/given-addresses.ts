import type { Address } from '../address/address.js';
import { parseAddress } from '../address/parse-address.js';
import { assertMayReceive } from '../challenge/recipient.js';
import { type FieldError, invalidRequest, OtpostError } from '../errors.js';
import type { ApplicationSettings } from '../settings/application-settings.js';
import type { PutUserInput } from './user-schemas.js';

/** Undefined: left out, so it stays. Null: taken away. */
export interface GivenAddresses {
  readonly email: Address | null | undefined;
  readonly phone: Address | null | undefined;
}

type Field = 'email' | 'phone';

function read(field: Field, raw: string | null | undefined, errors: FieldError[]): Address | null | undefined {
  if (raw === null || raw === undefined) return raw;
  const parsed = parseAddress(field === 'email' ? 'email' : 'sms', raw);
  if (parsed.ok) return parsed.address;
  errors.push({ field, message: parsed.reason });
  return undefined;
}

/** The same gate as for a challenge, with the field named. */
function assertPhoneMayReceive(settings: ApplicationSettings, phone: Address): void {
  try {
    assertMayReceive(settings, phone);
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    throw new OtpostError(error.code, error.message, { errors: [{ field: 'phone', message: error.message }] });
  }
}

/** Throws `invalid_request` with each wrong field, `number_type_refused` and `country_not_allowed`. */
export function readAddresses(settings: ApplicationSettings, input: PutUserInput): GivenAddresses {
  const errors: FieldError[] = [];
  const email = read('email', input.email, errors);
  const phone = read('phone', input.phone, errors);
  if (errors.length > 0) throw invalidRequest(errors);
  if (phone) assertPhoneMayReceive(settings, phone);
  return { email, phone };
}
