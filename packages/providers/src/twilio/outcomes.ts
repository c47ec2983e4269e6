import { classOfStatus } from '@otpost/provider-kit/http-outcomes';
import type { Outcome, OutcomeClass } from '@otpost/provider-kit/outcome';

/** Twilio error codes (Twilio docs, "Error and Warning Dictionary"). A code that is not here is judged by its HTTP status. */
const classes: Readonly<Record<number, OutcomeClass>> = {
  20429: 'retry', // too many requests
  14107: 'retry', // message rate of the sender exceeded
  21611: 'retry', // the queue of the sender is full
  63038: 'failover', // daily limit of the account
  21211: 'permanent', // not a valid number
  21214: 'permanent', // number cannot be reached
  21217: 'permanent', // number not valid
  21408: 'permanent', // country not enabled in the account
  21602: 'permanent', // no text
  21608: 'permanent', // trial account, number not verified
  21610: 'permanent', // the owner said STOP
  21612: 'permanent', // no route from this sender to this number
  21614: 'permanent', // not a mobile number
  21617: 'permanent', // text too long
  20003: 'config', // credentials
  20005: 'config', // account suspended or closed
  20008: 'config', // test credentials used
  20404: 'config', // account or path does not exist
  21212: 'config', // sender not valid
  21266: 'config', // sender and recipient are the same
  21603: 'config', // no sender
  21606: 'config', // sender is not an SMS number of the account
  21659: 'config', // sender is not a number of the account
  21660: 'config', // sender belongs to another account
  21703: 'config', // messaging service has no sender
  21704: 'config', // messaging service has no sender for this
  21705: 'config', // messaging service not valid
  30034: 'config', // sender not registered for 10DLC
};

/** Permanent for this number, and also something that the admin of the Twilio account can change. */
const hints: Readonly<Record<number, string>> = {
  21408: ' Enable the country under Messaging > Geo permissions.',
  21608: ' Trial accounts send to verified numbers only.',
};

/** Nothing more is to be sent to these: not a mobile number, or the owner said STOP. */
const suppressed: Readonly<Record<number, Outcome['suppress']>> = { 21614: 'hard_bounce', 21610: 'opted_out' };

/** What Twilio answered instead of a message. */
export function outcomeOfError(status: number, code: number | undefined, message: string): Outcome {
  const known = code === undefined ? undefined : classes[code];
  const hint = code === undefined ? '' : (hints[code] ?? '');
  const name = code === undefined ? `HTTP ${status}` : String(code);
  const suppress = code === undefined ? undefined : suppressed[code];
  return {
    class: known ?? classOfStatus(status),
    detail: `Twilio did not take the message (${name}).${hint} ${message}`,
    ...(code === undefined ? {} : { providerCode: name }),
    ...(suppress === undefined ? {} : { suppress }),
  };
}

/** A 2xx that does not hold a message. */
export function unreadableAnswer(status: number): Outcome {
  const detail = 'Twilio answered, but not with a message; it may have taken it. Check the API address.';
  return { class: 'ambiguous', detail, providerCode: `HTTP-${status}` };
}
