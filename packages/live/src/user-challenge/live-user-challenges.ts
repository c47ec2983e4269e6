import type {
  LiveUserChallenges,
  NewUserChallenge,
  NewUserChallengeResult,
  OutsideAnswer,
  ProofToSpend,
  RightAnswer,
  SpentProof,
} from '@otpost/core/live-user-port';
import { parseCheckResult } from '../challenge/check.js';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';

const createScript = loadScript('user-challenge/create.lua', ['prelude']);
const countWrongScript = loadScript('user-challenge/count-wrong.lua', ['prelude', 'answer']);
const approveScript = loadScript('user-challenge/approve.lua', ['prelude', 'answer']);
const spendProofScript = loadScript('user-challenge/spend-proof.lua', ['prelude']);

/** What the event `created` tells: all that history keeps. */
function createdEvent(challenge: NewUserChallenge): string {
  const { applicationId, userId, channel, purpose, metadataSealed, bindingSealed, maxChecks } = challenge;
  return JSON.stringify({
    kind: 'code',
    applicationId,
    channel,
    purpose,
    addressMasked: '',
    metadataSealed,
    bindingSealed,
    maxChecks,
    userId,
  });
}

async function create(connection: LiveConnection, challenge: NewUserChallenge): Promise<NewUserChallengeResult> {
  const fields = {
    application: challenge.applicationId,
    kind: 'code',
    channel: challenge.channel,
    purpose: challenge.purpose,
    maxChecks: challenge.maxChecks,
    sealed: challenge.sealed,
    address: challenge.userId,
    user: challenge.userId,
    factor: challenge.factorId ?? '',
  };
  const [kind, createdAt, expiresAt] = await runScript(
    connection.redis,
    createScript,
    [challengeKey(challenge.id)],
    [
      connection.timeOffsetMilliseconds,
      challenge.id,
      challenge.lifeMilliseconds,
      createdEvent(challenge),
      ...Object.entries(fields).flat(),
    ],
  );
  if (kind === 'exists') return { kind };
  if (kind !== 'created') throw new Error(`The script create answered ${String(kind)}`);
  return { kind, createdAt: Number(createdAt), expiresAt: Number(expiresAt) };
}

async function countWrong(connection: LiveConnection, answer: OutsideAnswer) {
  const values = [connection.timeOffsetMilliseconds, answer.applicationId, answer.request];
  return parseCheckResult(await runScript(connection.redis, countWrongScript, [challengeKey(answer.id)], values));
}

async function approve(connection: LiveConnection, answer: RightAnswer) {
  const values = [connection.timeOffsetMilliseconds, answer.applicationId, answer.request, answer.by];
  return parseCheckResult(await runScript(connection.redis, approveScript, [challengeKey(answer.id)], values));
}

async function spendProof(connection: LiveConnection, proof: ProofToSpend): Promise<SpentProof> {
  const { applicationId, userId, longestAgeMilliseconds } = proof;
  const values = [connection.timeOffsetMilliseconds, applicationId, userId, longestAgeMilliseconds];
  const [kind, by] = await runScript(connection.redis, spendProofScript, [challengeKey(proof.id)], values);
  return kind === 'spent' ? { kind, by: String(by) } : { kind: 'refused' };
}

/** `replicated` waits for a replica, where there is one, before a create or an approval is told. */
export function openLiveUserChallenges(
  connection: LiveConnection,
  replicated: <Result>(id: string, written: Promise<Result>) => Promise<Result>,
): LiveUserChallenges {
  return {
    create: (challenge) => replicated(challenge.id, create(connection, challenge)),
    countWrong: (answer) => countWrong(connection, answer),
    approve: (answer) => replicated(answer.id, approve(connection, answer)),
    spendProof: (proof) => replicated(proof.id, spendProof(connection, proof)),
  };
}
