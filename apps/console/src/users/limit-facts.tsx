import { exactTime, Time } from '../ui/time.js';
import type { AddressLimits } from './contract.js';
import { suppressionWords } from './words.js';

function Used({ title, used, limit }: { readonly title: string; readonly used: number; readonly limit: number }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {used} of {limit}
      </dd>
    </div>
  );
}

function Until({ at }: { readonly at: string }) {
  return (
    <>
      <Time at={at} /> <span className="soft">({exactTime(at)})</span>
    </>
  );
}

/** What one address has used up, and what that means now. */
export function LimitFacts({ limits }: { readonly limits: AddressLimits }) {
  const { sends, failedChecks, sendBlockedUntil, checkBlockedUntil, stopped, suppressed } = limits;
  return (
    <div className="stack">
      <dl className="facts close">
        <Used title="Sent in 10 minutes" {...sends.tenMinutes} />
        <Used title="Sent in an hour" {...sends.hour} />
        <Used title="Sent in a day" {...sends.day} />
        <Used title="Wrong codes in a row" {...failedChecks} />
      </dl>
      {isAddressLimited(limits) ? (
        <ul className="stack tight">
          {suppressed === null ? null : <li>Nothing is sent to it: {suppressionWords[suppressed].toLowerCase()}.</li>}
          {sendBlockedUntil === null ? null : (
            <li>
              The next message goes out <Until at={sendBlockedUntil} />.
            </li>
          )}
          {stopped ? <li>Too many wrong codes: no code for it is looked at until a release.</li> : null}
          {checkBlockedUntil === null ? null : (
            <li>
              The next code is looked at <Until at={checkBlockedUntil} />.
            </li>
          )}
        </ul>
      ) : null}
    </div>
  );
}

export function isAddressLimited({ stopped, sendBlockedUntil, checkBlockedUntil, suppressed }: AddressLimits): boolean {
  return stopped || sendBlockedUntil !== null || checkBlockedUntil !== null || suppressed !== null;
}
