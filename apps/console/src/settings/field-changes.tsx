import { conditionsOf } from './conditions-of.js';
import type { Rule } from './contract.js';
import { requirementNames } from './requirement-names.js';

export type FieldChange =
  | { readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly field: string; readonly secret: true };

const longest = 400;

const isRule = (value: unknown): value is Rule =>
  typeof value === 'object' && value !== null && 'name' in value && 'when' in value && 'requirement' in value;

function ruleWords(rule: Rule): string {
  const state = rule.enabled ? requirementNames[rule.requirement].label.toLowerCase() : 'disabled';
  return `${rule.name} (${conditionsOf(rule)}): ${state}`;
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map(words).join(value.some(isRule) ? '\n' : ', ');
  if (isRule(value)) return ruleWords(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function text(value: unknown): string {
  const whole = words(value);
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
}

/** From what to what, field by field; of a secret only that it changed. */
export function FieldChanges({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="differences">
      {changes.map((change) => (
        <div key={change.field} className="difference">
          <dt>
            <code>{change.field.replace(/^settings\./, '')}</code>
          </dt>
          <dd>
            {'secret' in change ? (
              <span className="soft">changed; it is never shown</span>
            ) : (
              <>
                <del>{text(change.before)}</del> <span aria-hidden="true">→</span> <ins>{text(change.after)}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
