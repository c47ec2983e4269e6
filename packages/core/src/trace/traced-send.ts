import type { Outcome } from '@otpost/provider-kit/outcome';
import type { Context } from '../context.js';
import type { OpenResult } from '../live-port.js';
import type { ProviderRecord } from '../records.js';
import { traced } from './traced.js';
import type { StepFacts } from './traces-port.js';

function factsOfOutcome({ class: outcome }: Outcome): StepFacts {
  return outcome === 'accepted' ? { outcome } : { outcome, error: outcome, failed: true };
}

/** One attempt by one provider as a step of the trace. Never the words of the provider, who may repeat an address. */
export function tracedSend<Of extends Context>(
  context: Of,
  { challenge, attempt }: OpenResult & { kind: 'opened' },
  provider: ProviderRecord,
  send: (context: Of) => Promise<Outcome>,
): Promise<Outcome> {
  const { id, applicationId, channel, kind, send: number } = challenge;
  const facts = {
    applicationId,
    channel,
    kind,
    send: number,
    attempt,
    providerId: provider.id,
    providerKind: provider.kind,
  };
  return traced(context, { name: 'provider.send', subjectId: id, facts }, send, factsOfOutcome);
}
