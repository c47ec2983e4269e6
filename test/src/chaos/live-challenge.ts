import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageSink } from '../servers/message-sink.js';
import type { Accepted, Plan } from './accepted.js';
import { askPatiently, type PatientApplication } from './ask-patiently.js';

export interface Life extends PatientApplication {
  readonly sink: Pick<MessageSink, 'messagesOf'>;
  readonly lifeSeconds: number;
  /** A person gives up when no message has come by then. */
  readonly patienceMilliseconds: number;
}

type Fortune = Pick<Accepted, 'approvals' | 'wrongApprovals' | 'checksLeft' | 'canceled'>;

const lookMilliseconds = 400;
const resendPauseMilliseconds = 1100;
const crowdSize = 30;
/** More than the application allows. */
const manyWrong = 6;
const afterLifeMilliseconds = 2000;

const nothing: Fortune = { approvals: 0, wrongApprovals: 0, checksLeft: [], canceled: false };

/** A code of the same length that is another one. */
export const wrongFor = (code: string): string => code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);

async function waitForCode({ sink, patienceMilliseconds }: Life, id: string): Promise<string | undefined> {
  for (let left = patienceMilliseconds / lookMilliseconds; left > 0; left -= 1) {
    const code = sink.messagesOf(id)[0]?.code;
    if (code !== undefined) return code;
    await sleep(lookMilliseconds);
  }
  return undefined;
}

/** What the application does with one challenge; each verb notes what it was told. */
function verbsFor(life: Life, id: string) {
  const path = `/challenges/${id}`;
  const seen = { approvals: 0, wrongApprovals: 0, checksLeft: [] as number[], canceled: false };
  const check = async (code: string): Promise<boolean> => {
    const answer = await askPatiently(life, `${path}/check`, { code });
    if (answer?.status === 200 && !answer.body.valid) seen.checksLeft.push(answer.body.checksLeft);
    return answer?.status === 200 && answer.body.valid;
  };
  return {
    seen,
    checkRight: async (code: string) => {
      if (await check(code)) seen.approvals += 1;
    },
    checkWrong: async (code: string) => {
      if (await check(wrongFor(code))) seen.wrongApprovals += 1;
    },
    checkLate: async (code: string) => {
      if (await check(code)) seen.wrongApprovals += 1;
    },
    resend: async () => void (await askPatiently(life, `${path}/resend`, {}, `resend-${id}`)),
    cancel: async () => {
      const answer = await askPatiently(life, `${path}/cancel`, {});
      if (answer?.status === 200) seen.canceled = true;
    },
  };
}

const times = <Result>(count: number, act: () => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, act));

/** Does with a challenge what its plan says, as far as the trouble lets it, and tells what its application was told. */
export async function liveChallenge(life: Life, id: string, plan: Plan): Promise<Fortune> {
  if (plan === 'never') return nothing;
  const { seen, checkRight, checkWrong, checkLate, resend, cancel } = verbsFor(life, id);
  if (plan === 'cancel') {
    await cancel();
    return seen;
  }
  const code = await waitForCode(life, id);
  if (code === undefined) return seen;
  switch (plan) {
    case 'late':
      await sleep(life.lifeSeconds * 1000 + afterLifeMilliseconds);
      await checkLate(code);
      return seen;
    case 'only wrong':
      await times(manyWrong, () => checkWrong(code));
      return seen;
    case 'crowd':
      await times(crowdSize, () => checkRight(code));
      return seen;
    case 'race':
      await Promise.all([checkWrong(code), checkRight(code), resend(), cancel(), checkWrong(code), checkRight(code)]);
      return seen;
    case 'wrong then right':
      await checkWrong(code);
      break;
    case 'resend':
      await sleep(resendPauseMilliseconds);
      await resend();
      break;
    case 'right':
  }
  await times(2, () => checkRight(code));
  return seen;
}
