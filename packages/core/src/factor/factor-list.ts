import { OtpostError } from '../errors.js';
import type { FactorRecord } from '../user-records.js';

/** Enough for every device of a person; a bound for the size of the record. */
const mostFactors = 20;
/** NIST SP 800-63B-4 section 4.1.2: a binding that is not confirmed soon is begun anew. */
export const pendingLifeMilliseconds = 15 * 60_000;

type Factors = readonly FactorRecord[];

/** Without the pending ones whose time is over: they are dropped whenever the list is written. */
export function currentFactors(factors: Factors, now: number): Factors {
  return factors.filter(({ pendingUntil }) => pendingUntil === null || pendingUntil > now);
}

/** Throws `conflict` for a name that another active factor has, unless it is replaced, and for a list that is full. */
export function addFactor(factors: Factors, added: FactorRecord, now: number): Factors {
  const current = currentFactors(factors, now);
  const others = current.filter(({ id, status }) => status === 'active' && id !== added.replaces);
  if (others.some(({ name }) => name === added.name)) {
    throw new OtpostError('conflict', 'The user has a factor with this name: choose another one');
  }
  if (current.length >= mostFactors) throw new OtpostError('conflict', `A user has at most ${mostFactors} factors`);
  return [...current, added];
}

/** The name, or with a number behind it: another factor may have taken it while this one was pending. */
function freeName(name: string, others: Factors): string {
  const taken = new Set(others.filter(({ status }) => status === 'active').map((factor) => factor.name));
  if (!taken.has(name)) return name;
  const numbered = Array.from({ length: others.length }, (_, index) => `${name} ${index + 2}`);
  return numbered.find((one) => !taken.has(one)) ?? name;
}

/** The pending factor counts from now on; what it replaces is gone, and it stands in that place of the user's order. */
export function activateFactor(factors: Factors, confirmed: FactorRecord, now: number): Factors {
  const others = currentFactors(factors, now).filter(({ id }) => id !== confirmed.id);
  const name = freeName(
    confirmed.name,
    others.filter(({ id }) => id !== confirmed.replaces),
  );
  const life = { status: 'active', confirmedAt: now, pendingUntil: null, replaces: null } as const;
  const active: FactorRecord = { ...confirmed, ...life, name };
  const place = others.findIndex(({ id }) => id === confirmed.replaces);
  return place < 0 ? [...others, active] : others.with(place, active);
}

export function removeFactor(factors: Factors, id: string, now: number): Factors {
  return currentFactors(factors, now).filter((factor) => factor.id !== id);
}
