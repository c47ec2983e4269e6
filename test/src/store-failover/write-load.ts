import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../servers/eventually.js';
import type { TestApplication } from '../servers/furnish.js';
import { type Answer, ask, type Question } from '../servers/house-client.js';
import type { AnyHouse } from '../servers/start-house.js';

/** What those who write were told. */
export interface WriteLoad {
  /** By version of the application: the name that it was told to have. */
  readonly names: Map<number, string>;
  /** Users that were told to be made. */
  readonly users: string[];
  /** How often each recovery code was told to be right. */
  readonly rightCodes: Map<string, number>;
  /** Answers 503, by the dependency that they name. */
  readonly notNow: Map<string, number>;
  /** Answers that nobody may get, and why. */
  readonly faults: string[];
}

export interface Writers {
  readonly house: AnyHouse;
  readonly application: TestApplication;
  /** Has these recovery codes, and spends one after the other. */
  readonly owner: { readonly user: string; readonly recoveryCodes: readonly string[] };
  readonly isOver: () => boolean;
}

const pauseMilliseconds = 120;
/** Kept are the last hundred versions of a setting. */
const mostNames = 90;
const spendEveryMilliseconds = 800;

export const newWriteLoad = (): WriteLoad => ({
  names: new Map(),
  users: [],
  rightCodes: new Map(),
  notNow: new Map(),
  faults: [],
});

/** Notes what is no answer but 503; gives all else. */
async function listen(load: WriteLoad, question: Promise<Answer>): Promise<Answer | undefined> {
  const answer = await question.catch((error: unknown) => {
    load.faults.push(`no answer: ${String(error)}`);
    return undefined;
  });
  if (answer?.status !== 503) return answer;
  const { dependency } = answer.body;
  load.notNow.set(dependency, (load.notNow.get(dependency) ?? 0) + 1);
  return undefined;
}

/** One change after the other, each from the version that it saw last. Only who was told 503 looks again. */
export async function renameApplication(load: WriteLoad, { house, application, isOver }: Writers): Promise<void> {
  const url = `${house.apis[0]?.url()}/admin/v1/applications/${application.id}`;
  const tell = (method: Question['method'], body?: unknown) =>
    listen(load, ask({ method, url, key: house.adminKey, body }));
  let { version } = (await eventually('the application is shown', () => tell('GET'))).body;
  for (let number = 1; number <= mostNames && !isOver(); number += 1) {
    const name = `Application number ${number}`;
    const answer = await tell('PATCH', { version, name });
    if (answer?.status === 200) {
      version = answer.body.version;
      load.names.set(version, name);
    } else {
      // With no 503 nobody else has changed it: a conflict would be with itself.
      if (answer) load.faults.push(`PATCH answered ${answer.status} ${answer.body.code}`);
      version = (await eventually('the application is shown', () => tell('GET'))).body.version;
    }
    await sleep(pauseMilliseconds);
  }
}

export async function makeUsers(load: WriteLoad, { application, isOver }: Writers): Promise<void> {
  for (let number = 1; !isOver(); number += 1) {
    const user = `made-${number}`;
    const body = { attributes: { number } };
    const first = await listen(load, application.ask('PUT', `/users/${user}`, body, { api: number % 2 }));
    // Made twice by one request it would be there already.
    if (first && first.status !== 201) load.faults.push(`PUT of a new user answered ${first.status}`);
    if (first?.status === 201) load.users.push(user);
    await sleep(pauseMilliseconds);
  }
}

/** Asks again what was answered 503, as a person does who types the code again. */
export async function spendRecoveryCodes(load: WriteLoad, { application, owner, isOver }: Writers): Promise<void> {
  for (const code of owner.recoveryCodes) {
    if (isOver()) return;
    let asked = 0;
    const answer = await eventually('the code is judged', async () => {
      asked += 1;
      return await listen(load, application.ask('POST', `/users/${owner.user}/recovery-codes/check`, { code }));
    });
    if (answer.body.valid) load.rightCodes.set(code, (load.rightCodes.get(code) ?? 0) + 1);
    // What was answered 503 may stand: then the code is spent, and says so.
    else if (asked === 1) load.faults.push(`a right recovery code answered ${answer.status} ${answer.body.reason}`);
    await sleep(spendEveryMilliseconds);
  }
}
