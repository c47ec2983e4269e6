import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '@otpost/store/open-store';
import { totpApp } from '../../users/totp-app.js';
import { alternate, type Run } from '../alternate.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { addPeople, type BenchPerson } from '../installation/add-people.js';
import type { Installation } from '../installation/open-installation.js';
import type { LoadGenerator } from '../load/load-generator.js';
import { measureLoad } from '../load/measure-load.js';
import type { RunningProgram } from '../processes/start-program.js';

/** A person and what their code is checked for. */
interface Question {
  readonly id: string;
  readonly secret: string;
}

async function prepareOurs(
  load: LoadGenerator,
  { api, apiKey }: Installation,
  people: readonly BenchPerson[],
  inFlight: number,
): Promise<Question[]> {
  const questions = new Map(people.map(({ externalId, secret }) => [externalId, secret]));
  const requests = { kind: 'issue-totp', users: [...questions.keys()] } as const;
  const extent = { kind: 'count', count: people.length } as const;
  const { ids, issuedFor } = await load.run({ port: api.port, apiKey, requests, extent, inFlight });
  return ids.map((id, index) => ({ id, secret: questions.get(issuedFor[index] ?? '') ?? '' }));
}

/** The same people in a store of their own, their secrets open. */
async function prepareBare(tools: BenchTools, installation: Installation, count: number) {
  const directory = join(tools.directory, 'bare-totp');
  await mkdir(directory, { recursive: true });
  const store = openStore({ dataDirectory: directory, now: Date.now });
  tools.stage.keep({ stop: () => store.close() });
  await store.migrate();
  const people = await addPeople({ ...installation, store }, count);
  for (const { id, secret } of people) {
    const user = await store.users.get(id);
    const [factor] = user?.factors ?? [];
    if (user && factor?.type === 'totp') {
      await store.users.replace(
        { ...user, version: user.version + 1, factors: [{ ...factor, secretSealed: secret }] },
        user.version,
      );
    }
  }
  return { questions: people as readonly Question[], server: await tools.startBaseline('bare-totp', directory) };
}

/** Runs of each side before what is measured: checks are quick, and V8 still compiles during the first ones. */
const warmUpRuns = 3;

async function run(tools: BenchTools) {
  const { rounds, size, progress } = tools;
  const redis = await tools.startRedis();
  const installation = await tools.install(redis.url, 1);
  const load = tools.startLoad();
  const count = (rounds + warmUpRuns) * size.checksPerRun;
  progress(`setting up ${count} users on either side`);
  const people = await addPeople(installation, count);
  const bare = await prepareBare(tools, installation, count);
  const ours = await prepareOurs(load, installation, people, size.requestsInFlight);
  const baseline = [...bare.questions];
  await redis.rewriteLog();

  const check = async (server: RunningProgram, apiKey: string, questions: readonly Question[]): Promise<Run> => {
    // Made now, since a code is right for little more than half a minute.
    const answers = questions.map(({ id, secret }) => ({ id, code: totpApp(secret)(Date.now()) }));
    const extent = { kind: 'count', count: answers.length } as const;
    const requests = { kind: 'check', answers } as const;
    return await measureLoad(load, server, { apiKey, requests, extent, inFlight: size.requestsInFlight });
  };
  const { api, apiKey } = installation;
  progress('warming up');
  for (let warmUp = 0; warmUp < warmUpRuns; warmUp += 1) {
    await check(api, apiKey, ours.splice(0, size.checksPerRun));
    await check(bare.server, '', baseline.splice(0, size.checksPerRun));
  }
  return await alternate({
    rounds,
    progress,
    ours: () => check(api, apiKey, ours.splice(0, size.checksPerRun)),
    baseline: () => check(bare.server, '', baseline.splice(0, size.checksPerRun)),
  });
}

export const totpCase: BenchCase = {
  name: 'totp',
  title:
    'POST /v1/challenges/:id/check with a TOTP code, 64 in flight, beside bare Express with otpauth and one compare-and-set',
  unit: 'requests/s',
  target: { ratioAtLeast: 0.8 },
  run,
};
