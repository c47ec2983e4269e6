import type { ContractResult, ContractSubject } from './contract-subject.js';
import type { FormField } from './form-field.js';
import type { ProviderDefinition } from './provider-definition.js';

/** DESIGN section 6: HTTP 8 s, SMTP 9 s; a lease waits for the send timeout and 3 s more. */
const longestSendMilliseconds = 15_000;

/** Who the provider is, and a settings form that can be drawn from it. */
export function metadataChecks(
  { metadata, sendTimeoutMilliseconds }: ProviderDefinition,
  { config }: ContractSubject,
): ContractResult[] {
  const { kind, name, description, channels, formFields } = metadata;
  const names = formFields.map((field) => field.name);
  const broken = formFields
    .map((field) => [field.name, fieldFault(field, names)] as const)
    .filter(([, fault]) => fault);
  const undrawn = Object.keys(config).filter((key) => !names.includes(key));
  return [
    check('the kind is lower case letters, digits and dashes', /^[a-z][a-z0-9-]{1,31}$/.test(kind), kind),
    check('there is a name and a description', name !== '' && description !== ''),
    check('it serves at least one channel', channels.length > 0),
    check(
      'a send ends within 15 seconds',
      isBetween(sendTimeoutMilliseconds, 1, longestSendMilliseconds),
      `${sendTimeoutMilliseconds} ms`,
    ),
    check('no two form fields share a name', new Set(names).size === names.length, names.join(', ')),
    check(
      'every form field can be drawn and explains itself',
      broken.length === 0,
      broken.map((pair) => pair.join(': ')).join('; '),
    ),
    check('every setting of the sample config has a form field', undrawn.length === 0, undrawn.join(', ')),
  ];
}

function fieldFault(field: FormField, names: readonly string[]): string {
  if (field.label === '') return 'no label';
  if (field.help.length < 10) return 'no help text';
  if (field.kind === 'select' && !field.options?.length) return 'a select without options';
  if (field.showWhen && !names.includes(field.showWhen.field))
    return `shown when ${field.showWhen.field}, which does not exist`;
  return '';
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function check(name: string, ok: boolean, seen = ''): ContractResult {
  return { name: `metadata: ${name}`, ok, detail: ok ? '' : seen };
}
