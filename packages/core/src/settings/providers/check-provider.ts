import type { z } from 'zod';
import { type FieldError, invalidField, invalidRequest } from '../../errors.js';
import type { Channel } from '../../records.js';
import type { Store } from '../../store-port.js';
import type { ProviderConfig } from './provider-config.js';
import type { ProviderKind, ProviderKinds } from './provider-kinds.js';

/** Throws `invalid_request` for a kind that is not installed or does not carry the channel. */
export function requireKind(kinds: ProviderKinds, name: string, channel: Channel): ProviderKind {
  const kind = kinds.get(name);
  if (!kind) {
    const known = kinds.list().map(({ metadata }) => metadata.kind);
    throw invalidField('kind', `must be one of: ${known.join(', ')}`);
  }
  if (!kind.metadata.channels.includes(channel)) throw invalidField('channel', `cannot be carried by "${name}"`);
  return kind;
}

function configErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const steps = ['config', ...issue.path.map(String)];
    const { message } = issue;
    if (issue.code !== 'unrecognized_keys') return [{ field: steps.join('.'), message }];
    return issue.keys.map((key) => ({ field: [...steps, key].join('.'), message: 'is not a field of this kind' }));
  });
}

/** What will be stored. Throws `invalid_request`, each field by its name under `config.`; no message repeats a value. */
export function parseConfig(kinds: ProviderKinds, kind: ProviderKind, config: ProviderConfig): Record<string, unknown> {
  const parsed = kind.configSchema.safeParse(config);
  if (!parsed.success) throw invalidRequest(configErrors(parsed.error.issues));
  const problems = kind.problems?.(parsed.data, kinds.environment) ?? [];
  if (problems.length === 0) return parsed.data;
  throw invalidRequest(problems.map(({ field, message }) => ({ field: `config.${field}`, message })));
}

export interface ProviderScope {
  readonly channel: Channel;
  readonly countries: readonly string[];
  readonly applications: readonly string[];
}

/** Throws `invalid_request` for countries on email, which belongs to none, and for applications that do not exist. */
export async function checkScope(store: Store, scope: ProviderScope): Promise<void> {
  if (scope.channel === 'email' && scope.countries.length > 0) throw invalidField('countries', 'is for SMS only');
  if (scope.applications.length === 0) return;
  const known = new Set((await store.applications.list()).map((application) => application.id));
  const errors = scope.applications.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `applications.${index}`, message: 'is no application' }],
  );
  if (errors.length > 0) throw invalidRequest(errors);
}
