import { useState } from 'react';
import type { Problem } from '../api/problem.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { SwitchField } from '../ui/switch-field.js';
import { conditionsOf } from './conditions-of.js';
import type { Rule } from './contract.js';
import { requirementNames } from './requirement-names.js';
import { RuleDialog } from './rule-dialog.js';

interface RuleListProps {
  readonly rules: readonly Rule[];
  readonly onChange: (rules: readonly Rule[]) => void;
  readonly problem: Problem | undefined;
  readonly isDisabled: boolean;
}

const newRule: Rule = {
  name: '',
  when: { attributes: {}, createdAfter: null, createdBefore: null, type: null },
  requirement: 'required',
  enabled: true,
};

/** The rules in the order in which they are asked. */
export function RuleList({ rules, onChange, problem, isDisabled }: RuleListProps) {
  const [edited, setEdited] = useState<number | 'new'>();
  const replace = (place: number, rule: Rule) => onChange(rules.map((one, at) => (at === place ? rule : one)));
  const swap = (place: number) => {
    const next = [...rules];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place - 1, 0, one);
    onChange(next);
  };
  const rule = edited === 'new' ? newRule : edited === undefined ? undefined : rules[edited];
  return (
    <>
      {rules.length === 0 ? <p className="soft">There is no rule: all users are treated alike.</p> : null}
      <ol className="rules">
        {rules.map((one, place) => {
          const error = problem?.errors.find(({ field }) => field.startsWith(`settings.policy.rules.${place}`));
          return (
            <li key={`${place} ${one.name}`} className="rule">
              <div className="rule-words">
                <strong>{one.name}</strong>
                <span className="help">{conditionsOf(one)}</span>
                {error ? <span className="field-error">{error.message}</span> : null}
              </div>
              <Badge kind={one.enabled ? (one.requirement === 'required' ? 'good' : 'plain') : 'warn'}>
                {one.enabled ? requirementNames[one.requirement].label : 'disabled'}
              </Badge>
              {isDisabled ? null : (
                <span className="row">
                  <SwitchField
                    label={one.enabled ? 'On' : 'Off'}
                    isSelected={one.enabled}
                    onChange={(enabled) => replace(place, { ...one, enabled })}
                  />
                  <Action
                    small
                    kind="quiet"
                    label={`${one.name}: earlier`}
                    isDisabled={place === 0}
                    onPress={() => swap(place)}
                  >
                    ↑
                  </Action>
                  <Action small onPress={() => setEdited(place)}>
                    Change
                  </Action>
                  <Action small kind="quiet" onPress={() => onChange(rules.filter((_, at) => at !== place))}>
                    Remove
                  </Action>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {isDisabled ? null : (
        <div className="row">
          <Action small icon="plus" onPress={() => setEdited('new')}>
            Add a rule
          </Action>
        </div>
      )}
      {rule ? (
        <RuleDialog
          rule={rule}
          onClose={() => setEdited(undefined)}
          onDone={(done) => {
            if (edited === 'new') onChange([...rules, done]);
            else if (edited !== undefined) replace(edited, done);
            setEdited(undefined);
          }}
        />
      ) : null}
    </>
  );
}
