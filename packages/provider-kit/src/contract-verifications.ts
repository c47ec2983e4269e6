import { contractEnvironment } from './contract-message.js';
import type { ContractResult, ContractSubject, VerificationRow } from './contract-subject.js';
import type { ProviderDefinition } from './provider-definition.js';
import { holdsAny } from './redact.js';
import { secretValues } from './secret-values.js';
import type { Verification } from './verification.js';

/** What a check of the connection finds, row by row; it sends nothing, and names fields of the form. */
export async function verificationChecks(
  definition: ProviderDefinition,
  subject: ContractSubject,
): Promise<ContractResult[]> {
  const { verifications = [] } = subject;
  if (!definition.verify) {
    return verifications.length === 0 ? [] : [{ name: 'verify: exists', ok: false, detail: 'there are rows for it' }];
  }
  const results: ContractResult[] = [];
  for (const row of verifications) results.push(await tryRow(definition, subject, row));
  const works = verifications.filter((row) => row.expect === 'works').length;
  const ok = works > 0 && works < verifications.length;
  return [...results, { name: 'verify: rows for a config that works and for one that does not', ok, detail: '' }];
}

async function tryRow(
  definition: ProviderDefinition,
  subject: ContractSubject,
  row: VerificationRow,
): Promise<ContractResult> {
  const config = row.config ?? subject.config;
  const before = subject.received().length;
  await row.arrange?.();
  const found = await definition.verify?.(config, contractEnvironment);
  const sent = subject.received().length - before;
  const isTold =
    found !== undefined &&
    fits(row, found) &&
    !holdsAny(JSON.stringify(found), secretValues(definition.metadata, config));
  const expected = row.expect === 'works' ? 'works' : (row.expect.field ?? 'no field');
  const detail = sent > 0 ? `it sent ${sent} messages` : isTold ? '' : JSON.stringify(found);
  return { name: `verify: ${row.when} -> ${expected}`, ok: detail === '', detail };
}

function fits({ expect }: VerificationRow, found: Verification): boolean {
  if (expect === 'works' || found.ok) return expect === 'works' && found.ok;
  return found.message !== '' && found.message.length <= 200 && (found.field ?? null) === expect.field;
}
