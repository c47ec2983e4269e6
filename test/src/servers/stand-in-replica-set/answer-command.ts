import type { Document } from 'bson';
import { readAnswer, readdress, type WireCommand, writeAnswer } from './mongo-wire.js';
import type { ReplicaSetState } from './replica-set-state.js';
import { type SeenCommand, seeCommand } from './seen-command.js';
import type { ServerBehind } from './server-behind.js';

/** The answer for the client, or the wish that its connection be cut. */
export type Reaction = Buffer | 'cut';

/** The words of a server for: I am not the one, ask another. */
function notThePrimary(state: ReplicaSetState, member: number, seen: SeenCommand, stepsDown = false): Document {
  const { topologyVersion } = state.topology.hello(member);
  const word = stepsDown
    ? { code: 11_602, codeName: 'InterruptedDueToReplStateChange', errmsg: 'operation was interrupted' }
    : seen.isWrite
      ? { code: 10_107, codeName: 'NotWritablePrimary', errmsg: 'not primary' }
      : { code: 13_435, codeName: 'NotPrimaryNoSecondaryOk', errmsg: 'not primary and secondaryOk=false' };
  const labels = seen.retryKey === undefined ? {} : { errorLabels: ['RetryableWriteError'] };
  return { ok: 0, ...word, ...labels, topologyVersion };
}

/**
 * A primary that no majority follows. It takes the write and has it undone later: who asked for no majority is told at once that
 * all is well, who asked for one hears nothing until the member steps down.
 */
async function takeAlone(state: ReplicaSetState, member: number, seen: SeenCommand): Promise<Document> {
  seen.outcome = 'undone';
  if (seen.writeConcern?.w !== 'majority') return { ok: 1, n: 1, nModified: 1, value: null };
  await state.isolation;
  return notThePrimary(state, member, seen, true);
}

/** A repetition gets the first answer, as the sessions of a set remember it; it is not carried out. */
async function carryOutOnce(
  { answers }: ReplicaSetState,
  behind: ServerBehind,
  command: WireCommand,
  seen: SeenCommand,
): Promise<Buffer> {
  const { retryKey } = seen;
  const first = retryKey === undefined ? undefined : answers?.get(retryKey);
  if (first) {
    seen.outcome = 'repeated';
    return readdress(await first, command);
  }
  seen.outcome = 'done';
  const answer = behind.carryOut(command.bytes);
  if (retryKey === undefined || !answers) return await answer;
  answers.set(retryKey, answer);
  try {
    // What failed has done nothing that would have to be remembered.
    if (readAnswer(await answer)['ok'] !== 1) answers.delete(retryKey);
  } catch (error) {
    answers.delete(retryKey);
    throw error;
  }
  return await answer;
}

function takeCut({ cuts }: ReplicaSetState, { collection, isWrite }: SeenCommand): boolean {
  const cut = cuts.find((each) => isWrite && each.collection === collection && each.times > 0);
  if (!cut) return false;
  cut.times -= 1;
  return true;
}

async function react(
  state: ReplicaSetState,
  member: number,
  behind: ServerBehind,
  command: WireCommand,
  seen: SeenCommand,
): Promise<Reaction> {
  const isPrimary = state.topology.primary() === member;
  if (!isPrimary && (seen.isWrite || seen.readPreference === 'primary')) {
    seen.outcome = 'refused';
    state.topology.announce();
    return writeAnswer(command, notThePrimary(state, member, seen));
  }
  if (seen.isWrite && state.isolation) return writeAnswer(command, await takeAlone(state, member, seen));
  const answer = await carryOutOnce(state, behind, command, seen);
  if (!takeCut(state, seen)) return answer;
  if (seen.outcome === 'done') seen.outcome = 'cut';
  return 'cut';
}

/** Answers everything but hello. */
export async function answerCommand(
  state: ReplicaSetState,
  member: number,
  behind: ServerBehind,
  command: WireCommand,
): Promise<Reaction> {
  const seen = seeCommand(member, command.body);
  if (!seen) return await behind.carryOut(command.bytes);
  state.seen.push(seen);
  return await react(state, member, behind, command, seen);
}
