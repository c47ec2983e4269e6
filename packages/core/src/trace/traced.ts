import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { shardOf } from '../ids.js';
import type { StepEnd, StepFacts, Traces } from './traces-port.js';

type Work<Of extends Context, Value> = (context: Of) => Promise<Value>;

function factsOfError(error: unknown): StepFacts {
  if (!(error instanceof OtpostError)) return { error: error instanceof Error ? error.name : 'unknown', failed: true };
  return { error: error.code, failed: error.code === 'unavailable' || error.code === 'internal_error' };
}

/** Who asks for what is not there, or not theirs, takes no step in anybody's trace. */
const isStep = (error: unknown): boolean => !(error instanceof OtpostError && error.code === 'challenge_not_found');

async function workAndTell<Of extends Context, Value>(
  context: Of,
  traces: Traces,
  about: StepEnd,
  work: Work<Of, Value>,
  factsOf: (done: Value) => StepFacts | null,
): Promise<Value> {
  const step = traces.step(about.subjectId);
  try {
    const done = await work({ ...context, traces: step });
    const facts = factsOf(done);
    if (facts) step.end({ ...about, facts: { ...about.facts, ...facts } });
    return done;
  } catch (error) {
    if (isStep(error)) step.end({ ...about, facts: { ...about.facts, ...factsOfError(error) } });
    throw error;
  }
}

/**
 * Does the work as one step of the trace of its subject, or as none when `factsOf` gives null. Without traces it is the work
 * and nothing else.
 */
export function traced<Of extends Context, Value>(
  context: Of,
  about: StepEnd,
  work: Work<Of, Value>,
  factsOf: (done: Value) => StepFacts | null,
): Promise<Value> {
  const { traces } = context;
  // What is no id of ours may be anything, an address too.
  if (!traces || shardOf(about.subjectId) === undefined) return work(context);
  return workAndTell(context, traces, about, work, factsOf);
}
