import { type FormEvent, useState } from 'react';
import { useRights } from '../session/session.js';
import { Card } from '../ui/card.js';
import { ChoiceField } from '../ui/choice-field.js';
import type { Application, Requirement, Rule, SettingField } from './contract.js';
import { FactorOrder } from './factor-order.js';
import { PolicyCheck } from './policy-check.js';
import { PolicyPreview } from './policy-preview.js';
import { requirementNames, requirementOptions } from './requirement-names.js';
import { RuleList } from './rule-list.js';
import { SaveBar } from './save-bar.js';
import { draftOf, patchOf } from './setting-draft.js';
import { SettingInput } from './setting-input.js';
import { useSaveApplication } from './use-save-application.js';

/** These have an editor of their own. */
const special = new Set(['policy.requirement', 'policy.rules', 'policy.factors', 'policy.recoveryCodeAllows']);
const prefix = 'policy.';
const optionNames = {
  off: 'Never',
  mailed: 'By a mailed link, after the checklist',
  immediate: 'At once, after the checklist',
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The changed parts of the policy, as the API takes them. */
function usePolicyDraft(application: Application, fields: readonly SettingField[]) {
  const { policy } = application.settings;
  const plain = fields.filter(({ path }) => path.startsWith(prefix) && !special.has(path));
  const baseDraft = draftOf(plain, application.settings);
  const [draft, setDraft] = useState(baseDraft);
  const [requirement, setRequirement] = useState<Requirement>(policy.requirement);
  const [rules, setRules] = useState<readonly Rule[]>(policy.rules);
  const [factors, setFactors] = useState(policy.factors);
  const changed = (patchOf(plain, draft, baseDraft)['policy'] ?? {}) as Record<string, unknown>;
  const patch: Record<string, unknown> = {
    ...changed,
    ...(requirement === policy.requirement ? {} : { requirement }),
    ...(isSame(rules, policy.rules) ? {} : { rules }),
    ...(isSame(factors, policy.factors) ? {} : { factors }),
  };
  return { plain, draft, setDraft, requirement, setRequirement, rules, setRules, factors, setFactors, patch };
}

/** Who must, may or need not use a second factor; with what it would do before it holds. */
export function PolicyTab({
  application,
  fields,
}: {
  readonly application: Application;
  readonly fields: readonly SettingField[];
}) {
  const { may } = useRights();
  const [base] = useState(application);
  const policy = usePolicyDraft(base, fields);
  const { save, ...saving } = useSaveApplication(base);
  const isDisabled = !may('admin');
  const isChanged = Object.keys(policy.patch).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ settings: { policy: policy.patch } });
  };
  return (
    <div className="stack">
      <form className="stack" onSubmit={submit}>
        <Card title="Who" help="The first rule that matches a user decides; for all others, the word below the rules.">
          <RuleList rules={policy.rules} onChange={policy.setRules} problem={saving.problem} isDisabled={isDisabled} />
          <ChoiceField
            label={policy.rules.length === 0 ? 'For everybody a second factor is' : 'For everybody else it is'}
            options={requirementOptions}
            value={policy.requirement}
            onChange={(value) => policy.setRequirement(value as Requirement)}
            help={requirementNames[policy.requirement].help}
            isDisabled={isDisabled}
          />
        </Card>
        <Card title="With what" help="Which factors count, best first. Users are offered them in this order.">
          <FactorOrder factors={policy.factors} onChange={policy.setFactors} isDisabled={isDisabled} />
        </Card>
        <Card title="How strictly">
          <div className="setting-grid">
            {policy.plain.map((field) => (
              <SettingInput
                key={field.path}
                field={field}
                value={policy.draft[field.path] ?? ''}
                onChange={(value) => policy.setDraft({ ...policy.draft, [field.path]: value })}
                problem={saving.problem}
                isDisabled={isDisabled}
                optionNames={optionNames}
              />
            ))}
          </div>
        </Card>
        {isChanged && may('admin') ? <PolicyPreview applicationId={base.id} patch={policy.patch} /> : null}
        <SaveBar
          {...saving}
          base={base}
          isChanged={isChanged}
          shownElsewhere={policy.plain.map(({ path }) => `settings.${path}`)}
        />
      </form>
      <PolicyCheck applicationId={base.id} patch={isChanged ? policy.patch : undefined} />
    </div>
  );
}
