import { useState } from 'react';
import type { Factor } from '../api/contract.js';
import { AddFactor } from '../set-up/add-factor.js';
import { useText } from '../text/text.js';
import { Choices } from '../ui/choices.js';
import { Step } from '../ui/step.js';
import { useVisit } from '../visit/visit.js';

/** After a recovery code the policy may want the lost factor replaced before anything else: there is no way around. */
export function ReplaceLost({ onDone }: { onDone: () => void }) {
  const text = useText();
  const { state } = useVisit();
  const [only, ...others] = state.factors;
  const [lost, setLost] = useState<Factor | undefined>(others.length === 0 ? only : undefined);
  if (lost) {
    return (
      <AddFactor
        title={text('manage.replaceTitle', { name: lost.name })}
        lead={text('lost.lead')}
        replaces={lost.id}
        onDone={onDone}
        onBack={others.length === 0 ? undefined : () => setLost(undefined)}
      />
    );
  }
  const choices = state.factors.map(({ id, type, name, address }) => ({
    id,
    icon: type,
    title: name,
    help: address ?? text(`type.${type}`),
  }));
  return (
    <Step title={text('lost.title')} lead={text('lost.lead')}>
      <Choices choices={choices} onChoose={(id) => setLost(state.factors.find((factor) => factor.id === id))} />
    </Step>
  );
}
