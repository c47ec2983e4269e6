import { contractEnvironment } from './contract-message.js';
import type { ContractResult, ContractSubject } from './contract-subject.js';
import { configProblems } from './define-provider.js';
import type { ProviderDefinition } from './provider-definition.js';

/** The schema takes the sample, refuses what is wrong, and names the field in every refusal. */
export function configChecks(definition: ProviderDefinition, subject: ContractSubject): ContractResult[] {
  const problemsOf = (config: Record<string, unknown>) => configProblems(definition, config, contractEnvironment);
  const refusals = [
    ...subject.refused,
    { field: 'noSuchSetting', config: { ...subject.config, noSuchSetting: 1 } },
    ...requiredFields(definition).map((field) => ({ field, config: without(subject.config, field) })),
  ];
  return [
    check('the sample config is accepted', problemsOf(subject.config)),
    ...refusals.map(({ field, config }) => {
      const problems = problemsOf(config);
      const named = problems.some((problem) => problem.field === field || problem.field.startsWith(`${field}.`));
      const seen = problems.length === 0 ? 'it was accepted' : describe(problems);
      return {
        name: `config: ${field} is refused by name in ${textOf(config, field)}`,
        ok: named,
        detail: named ? '' : seen,
      };
    }),
  ];
}

function requiredFields({ metadata }: ProviderDefinition): string[] {
  return metadata.formFields.filter((field) => field.required).map((field) => field.name);
}

function without(config: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([name]) => name !== field));
}

function textOf(config: Record<string, unknown>, field: string): string {
  return field in config ? (JSON.stringify(config[field]) ?? 'undefined').slice(0, 80) : 'a config without it';
}

function check(name: string, problems: readonly { field: string; message: string }[]): ContractResult {
  return { name: `config: ${name}`, ok: problems.length === 0, detail: describe(problems) };
}

function describe(problems: readonly { field: string; message: string }[]): string {
  return problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
}
