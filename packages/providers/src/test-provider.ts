import type { ContractResult, ContractSubject } from '@otpost/provider-kit/contract-subject';
import { runContractSuite } from '@otpost/provider-kit/contract-suite';
import { type FixtureTools, fixtureTools } from '@otpost/provider-kit/fixture-tools';
import { loadProvider } from './load-provider.js';

/**
 * Runs the contract suite on an operator's provider, against the fake server of the `fixture.js` beside its entry.
 * Rejects when either cannot be loaded; everything else is in the report.
 */
export async function testProvider(specifier: string, baseDirectory: string): Promise<ContractResult[]> {
  const { definition, entry } = await loadProvider(specifier, baseDirectory);
  const fixture = await loadFixture(new URL('./fixture.js', entry), specifier);
  return runContractSuite(definition, () => fixture(fixtureTools));
}

type Fixture = (tools: FixtureTools) => Promise<ContractSubject>;

async function loadFixture(file: URL, specifier: string): Promise<Fixture> {
  try {
    const { fixture } = (await import(file.href)) as { fixture?: unknown };
    if (typeof fixture !== 'function') throw new Error('fixture.js has no function named `fixture`');
    return fixture as Fixture;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The provider "${specifier}" has no usable fixture: ${reason}`, { cause: error });
  }
}
