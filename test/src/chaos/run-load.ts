import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApplication } from '../servers/furnish.js';
import type { Answer } from '../servers/house-client.js';
import type { MessageSink } from '../servers/message-sink.js';
import { oneOf } from './seeded-random.js';

const allPlans = [
  'right',
  'right',
  'right',
  'wrong then right',
  'only wrong',
  'resend',
  'cancel',
  'never',
  'never',
] as const;
export type Plan = (typeof allPlans)[number];

/** One challenge that was accepted, as its application saw it. */
export interface Accepted {
  readonly id: string;
  readonly to: string;
  readonly plan: Plan;
  /** Answers that said the code was right; more than one is a broken promise. */
  readonly approvals: number;
  /** Answers that said so of a wrong code. */
  readonly wrongApprovals: number;
  /** True when the cancel was confirmed. */
  readonly canceled: boolean;
}

export interface Load {
  readonly application: TestApplication;
  readonly apis: number;
  readonly sink: MessageSink;
  readonly random: () => number;
  readonly createsPerSecond: number;
  readonly milliseconds: number;
  /** Ends it earlier. */
  readonly isOver?: () => boolean;
  /** What is done with a challenge, each as often as it stands here; left out: of everything some. */
  readonly plans?: readonly Plan[];
  /** Hears every answer, "not now" included. */
  readonly onAnswer?: (answer: Answer) => void;
}

const tries = 30;
const pauseMilliseconds = 400;
const answerMilliseconds = 5000;
const messageLooks = 120;

/** Asks until there is an answer other than "not now"; undefined when none came. */
async function askPatiently(
  { application, apis, random, onAnswer }: Load,
  path: string,
  body: unknown,
  idempotencyKey?: string,
): Promise<Answer | undefined> {
  for (let left = tries; left > 0; left -= 1) {
    const more = {
      api: Math.floor(random() * apis),
      withinMilliseconds: answerMilliseconds,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    };
    const answer = await application.ask('POST', path, body, more).catch(() => undefined);
    if (answer) onAnswer?.(answer);
    const notNow = !answer || answer.status === 503 || answer.body.code === 'idempotency_in_flight';
    if (!notNow) return answer;
    await sleep(pauseMilliseconds);
  }
  return undefined;
}

async function waitForCode(load: Load, id: string): Promise<string | undefined> {
  for (let left = messageLooks; left > 0; left -= 1) {
    const code = load.sink.messagesOf(id)[0]?.code;
    if (code !== undefined) return code;
    await sleep(pauseMilliseconds);
  }
  return undefined;
}

const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Does with a challenge what its plan says, as far as the trouble lets it. */
async function live(load: Load, id: string, plan: Plan): Promise<Omit<Accepted, 'id' | 'to' | 'plan'>> {
  const path = `/challenges/${id}`;
  const nothing = { approvals: 0, wrongApprovals: 0, canceled: false };
  if (plan === 'never') return nothing;
  if (plan === 'cancel') {
    const answer = await askPatiently(load, `${path}/cancel`, {});
    return { ...nothing, canceled: answer?.status === 200 };
  }
  const code = await waitForCode(load, id);
  if (code === undefined) return nothing;
  const check = async (tried: string) =>
    (await askPatiently(load, `${path}/check`, { code: tried }))?.body.valid ? 1 : 0;
  const sum = async (checks: readonly Promise<number>[]) =>
    (await Promise.all(checks)).reduce<number>((total, one) => total + one, 0);
  let wrongApprovals = 0;
  if (plan === 'wrong then right') wrongApprovals = await check(wrongFor(code));
  if (plan === 'only wrong') {
    wrongApprovals = await sum(Array.from({ length: 6 }, () => check(wrongFor(code))));
    return { ...nothing, wrongApprovals };
  }
  if (plan === 'resend') {
    await sleep(1000);
    await askPatiently(load, `${path}/resend`, {}, `resend-${id}`);
  }
  return { ...nothing, wrongApprovals, approvals: await sum([check(code), check(code)]) };
}

async function one(load: Load, number: number, plan: Plan): Promise<Accepted | undefined> {
  const to = `person-${number}@example.com`;
  const created = await askPatiently(load, '/challenges', { channel: 'email', to }, `create-${number}`);
  if (!created || created.status >= 300) return undefined;
  const { id } = created.body;
  return { id, to, plan, ...(await live(load, id, plan)) };
}

/** Begins challenges at the given rate and lives each of them; resolves when the last one is through, with those accepted. */
export async function runLoad(load: Load): Promise<Accepted[]> {
  const running: Promise<Accepted | undefined>[] = [];
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  while (elapsed() < load.milliseconds && !load.isOver?.()) {
    const due = Math.floor((elapsed() / 1000) * load.createsPerSecond);
    while (running.length < due) running.push(one(load, running.length, oneOf(load.random, load.plans ?? allPlans)));
    await sleep(10);
  }
  return (await Promise.all(running)).filter((accepted) => accepted !== undefined);
}
