import type { Named } from '../admins/application-names.js';
import type { Problem } from '../api/problem.js';
import { Field } from '../ui/field.js';
import { SwitchField } from '../ui/switch-field.js';
import { TickBox } from '../ui/tick-box.js';
import type { Channel, Provider } from './contract.js';

export interface RoutingDraft {
  readonly weight: string;
  readonly countries: string;
  readonly applications: readonly string[];
  readonly isForAll: boolean;
}

export function routingDraftOf(provider?: Provider): RoutingDraft {
  return {
    weight: String(provider?.weight ?? 1),
    countries: provider?.countries.join(', ') ?? '',
    applications: provider?.applications ?? [],
    isForAll: (provider?.applications.length ?? 0) === 0,
  };
}

/** As the API takes it. */
export function routingOf(draft: RoutingDraft, channel: Channel): Record<string, unknown> {
  const countries = draft.countries
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((code) => code !== '');
  return {
    weight: /^\d+$/.test(draft.weight.trim()) ? Number(draft.weight) : draft.weight,
    ...(channel === 'sms' ? { countries } : {}),
    applications: draft.isForAll ? [] : draft.applications,
  };
}

interface RoutingFieldsProps {
  readonly channel: Channel;
  readonly draft: RoutingDraft;
  readonly onChange: (draft: RoutingDraft) => void;
  readonly applications: readonly Named[];
  readonly problem: Problem | undefined;
}

/** Which messages the provider is asked for. */
export function RoutingFields({ channel, draft, onChange, applications, problem }: RoutingFieldsProps) {
  const set = (change: Partial<RoutingDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Field
        label="Weight"
        inputMode="numeric"
        help="Its share among providers of the same place in the order: 2 takes twice as much as 1."
        value={draft.weight}
        onChange={(weight) => set({ weight })}
        error={problem?.messageOf('weight')}
        isRequired
      />
      {channel === 'sms' ? (
        <Field
          label="Countries"
          help="Two letters each, such as DE, AT. Empty: every country that the application allows."
          value={draft.countries}
          onChange={(countries) => set({ countries })}
          error={problem?.errors.find(({ field }) => field.startsWith('countries'))?.message}
          autoComplete="off"
        />
      ) : null}
      <div className="stack tight" role="group" aria-label="Applications">
        <SwitchField
          label="For all applications"
          isSelected={draft.isForAll}
          onChange={(isForAll) => set({ isForAll })}
        />
        {draft.isForAll
          ? null
          : applications.map(({ id, name }) => (
              <TickBox
                key={id}
                isSelected={draft.applications.includes(id)}
                onChange={(isChosen) =>
                  set({
                    applications: isChosen
                      ? [...draft.applications, id]
                      : draft.applications.filter((one) => one !== id),
                  })
                }
              >
                {name}
              </TickBox>
            ))}
      </div>
    </>
  );
}
