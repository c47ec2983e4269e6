import type { CreatedChallenge } from '../challenge/created-challenge.js';
import type { Context } from '../context.js';

/** Makes a challenge, the root of its trace; what joined one is a step of that one's. What made none is told by the log. */
export async function tracedCreate(
  context: Context,
  applicationId: string,
  create: (context: Context) => Promise<CreatedChallenge>,
): Promise<CreatedChallenge> {
  if (!context.traces) return create(context);
  const step = context.traces.step(null);
  const created = await create({ ...context, traces: step });
  const { id, channel, status } = created.view;
  const name = created.joined ? 'challenge.join' : 'challenge.create';
  step.end({ name, subjectId: id, facts: { applicationId, channel, status } });
  return created;
}
