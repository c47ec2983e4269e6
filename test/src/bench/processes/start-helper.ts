import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { benchProgram } from '../house.js';

/** A process of the bench that answers each message with one message. */
export interface Helper<Question extends object, Answer> {
  /** One question at a time. Rejects when the process ends instead. */
  ask(question: Question): Promise<Answer>;
  readonly stop: () => Promise<void>;
}

function nextAnswer<Answer>(child: ChildProcess, name: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`The ${name} of the bench has ended`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer as Answer);
    });
  });
}

/** Starts a program of the bench in a process of its own. Programs that stand ready say nothing before they are asked. */
export function startHelper<Question extends object, Answer>(name: string): Helper<Question, Answer> {
  const child = fork(benchProgram(name), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    ask: async (question) => {
      const answer = nextAnswer<Answer>(child, name);
      child.send(question);
      return await answer;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
