import type { Rule } from './contract.js';

/** The conditions in words. */
export function conditionsOf({ when }: Rule): string {
  const attributes = Object.entries(when.attributes).map(([name, value]) => `${name} is ${String(value)}`);
  const parts = [
    ...(when.type === null ? [] : [when.type === 'person' ? 'a person' : 'a service account']),
    ...attributes,
    ...(when.createdAfter === null ? [] : [`created since ${when.createdAfter.slice(0, 10)}`]),
    ...(when.createdBefore === null ? [] : [`created before ${when.createdBefore.slice(0, 10)}`]),
  ];
  return parts.length === 0 ? 'Every user' : parts.join(', and ');
}
