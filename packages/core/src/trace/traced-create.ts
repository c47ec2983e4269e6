import type { CreatedChallenge } from '../challenge/created-challenge.js';
import type { Context } from '../context.js';
import type { Traces } from './traces-port.js';

type Create = (context: Context) => Promise<CreatedChallenge>;

async function createAndTell(
  context: Context,
  traces: Traces,
  applicationId: string,
  create: Create,
): Promise<CreatedChallenge> {
  const step = traces.step(null);
  const created = await create({ ...context, traces: step });
  const { id, channel, status } = created.view;
  const name = created.joined ? 'challenge.join' : 'challenge.create';
  step.end({ name, subjectId: id, facts: { applicationId, channel, status } });
  return created;
}

/** Makes a challenge, the root of its trace; what joined one is a step of that one's. What made none is told by the log. */
export function tracedCreate(context: Context, applicationId: string, create: Create): Promise<CreatedChallenge> {
  const { traces } = context;
  return traces ? createAndTell(context, traces, applicationId, create) : create(context);
}
