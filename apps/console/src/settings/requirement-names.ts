import type { Requirement } from './contract.js';

export const requirementNames: Readonly<Record<Requirement, { readonly label: string; readonly help: string }>> = {
  off: { label: 'Not asked', help: 'Nobody is asked, whatever they have set up.' },
  optional: { label: 'Left to the user', help: 'Whoever turned it on is asked.' },
  required: { label: 'Required', help: 'Who has none must set one up, after the grace period if there is one.' },
};

export const requirementOptions = (['off', 'optional', 'required'] as const).map((id) => ({
  id,
  label: requirementNames[id].label,
  help: requirementNames[id].help,
}));
