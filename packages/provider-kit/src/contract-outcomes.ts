import { contractEnvironment, contractMessage } from './contract-message.js';
import type { ContractResult, ContractSubject, OutcomeRow } from './contract-subject.js';
import type { Message } from './message.js';
import { type Outcome, type OutcomeClass, outcomeClasses } from './outcome.js';
import type { ProviderDefinition } from './provider-definition.js';
import { holdsAny, spellingsOf } from './redact.js';
import { secretValues } from './secret-values.js';

/** The outcome table row by row, then what holds for every row together. */
export async function outcomeChecks(
  definition: ProviderDefinition,
  subject: ContractSubject,
): Promise<ContractResult[]> {
  const results: ContractResult[] = [];
  for (const [index, row] of subject.rows.entries()) {
    results.push(...(await tryRow(definition, subject, row, `contract-${index + 1}`)));
  }
  const missing = (['accepted', 'config', 'ambiguous'] as const).filter((wanted) => !expects(subject, wanted));
  return [
    ...results,
    {
      name: 'outcomes: accepted, config and ambiguous are each in the table',
      ok: missing.length === 0,
      detail: missing.join(', '),
    },
    await endedBeforeItBegan(definition, subject),
    await closesTwice(definition, subject),
  ];
}

async function tryRow(
  definition: ProviderDefinition,
  subject: ContractSubject,
  row: OutcomeRow,
  id: string,
): Promise<ContractResult[]> {
  const config = row.config ?? subject.config;
  const message = { ...contractMessage(definition.metadata.channels[0] ?? 'email', id), ...row.message };
  const instance = definition.create(config, contractEnvironment);
  const before = subject.received().length;
  await row.arrange();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), row.endAfterMilliseconds ?? definition.sendTimeoutMilliseconds);
  try {
    const outcome = await instance.send(message, controller.signal);
    const arrived = subject.received().slice(before);
    const forbidden = [...secretValues(definition.metadata, config), ...spellingsOf(message.to), message.code ?? ''];
    return [
      { name: `outcomes: ${row.when} -> ${row.expect}`, ...compare(row, outcome, arrived, message) },
      { name: `outcomes: ${row.when} tells no secret`, ...secretsIn(outcome, forbidden) },
    ];
  } finally {
    clearTimeout(timer);
    await instance.close();
  }
}

function compare(
  row: OutcomeRow,
  outcome: Outcome,
  arrived: readonly string[],
  message: Message,
): Omit<ContractResult, 'name'> {
  const isRight =
    outcomeClasses.includes(outcome.class) &&
    outcome.class === row.expect &&
    (row.providerCode === undefined || outcome.providerCode === row.providerCode) &&
    (row.retryAfterSeconds === undefined || outcome.retryAfterSeconds === row.retryAfterSeconds) &&
    outcome.detail !== '' &&
    outcome.detail.length <= 200;
  if (!isRight) return { ok: false, detail: JSON.stringify(outcome) };
  const most = row.arrivals ?? 1;
  if (arrived.length > most) return { ok: false, detail: `the server got ${arrived.length} messages, not ${most}` };
  if (row.expect === 'accepted' && !arrived.some((text) => text.includes(message.code ?? message.text))) {
    return { ok: false, detail: 'accepted, but the server did not get the text' };
  }
  return { ok: true, detail: '' };
}

function secretsIn(outcome: Outcome, forbidden: readonly string[]): Omit<ContractResult, 'name'> {
  const text = JSON.stringify(outcome);
  const ok = !holdsAny(text, forbidden);
  return { ok, detail: ok ? '' : text };
}

function expects({ rows }: ContractSubject, wanted: OutcomeClass): boolean {
  return rows.some((row) => row.expect === wanted);
}

async function endedBeforeItBegan(
  definition: ProviderDefinition,
  { config, received }: ContractSubject,
): Promise<ContractResult> {
  const instance = definition.create(config, contractEnvironment);
  const before = received().length;
  const message = contractMessage(definition.metadata.channels[0] ?? 'email', 'contract-ended');
  const outcome = await instance.send(message, AbortSignal.abort());
  await instance.close();
  const ok = outcome.class === 'failover' && received().length === before;
  return {
    name: 'outcomes: a send that was ended before it began hands nothing over',
    ok,
    detail: ok ? '' : JSON.stringify(outcome),
  };
}

async function closesTwice(definition: ProviderDefinition, { config }: ContractSubject): Promise<ContractResult> {
  const name = 'an instance may be closed twice';
  const instance = definition.create(config, contractEnvironment);
  try {
    await instance.close();
    await instance.close();
    return { name, ok: true, detail: '' };
  } catch (error) {
    return { name, ok: false, detail: String(error) };
  }
}
