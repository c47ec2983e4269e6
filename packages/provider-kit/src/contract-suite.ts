import { configChecks } from './contract-config.js';
import { metadataChecks } from './contract-metadata.js';
import { outcomeChecks } from './contract-outcomes.js';
import type { ContractResult, ContractSubject } from './contract-subject.js';
import { verificationChecks } from './contract-verifications.js';
import type { ProviderDefinition } from './provider-definition.js';

/**
 * What every provider promises, tried against a fake server at the wire. It needs no test runner, so that
 * operators can run it on theirs. Never throws for a broken promise: the report says so.
 */
export async function runContractSuite(
  definition: ProviderDefinition,
  startSubject: () => Promise<ContractSubject>,
): Promise<ContractResult[]> {
  const subject = await startSubject();
  try {
    return [
      ...metadataChecks(definition, subject),
      ...configChecks(definition, subject),
      ...(await verificationChecks(definition, subject)),
      ...(await outcomeChecks(definition, subject)),
    ];
  } finally {
    await subject.close();
  }
}
