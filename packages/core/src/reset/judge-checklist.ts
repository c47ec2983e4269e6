import { invalidField } from '../errors.js';
import type { CheckedIdentity } from '../user-records.js';

/**
 * Whether every identity check of the policy was passed. Throws `invalid_request` for a question that was not answered,
 * answered twice, or is none of the policy's.
 */
export function passesChecklist(questions: readonly string[], answers: readonly CheckedIdentity[]): boolean {
  for (const { question } of answers) {
    if (!questions.includes(question)) throw invalidField('checklist', `"${question}" is no question of the policy`);
  }
  for (const question of questions) {
    const given = answers.filter((answer) => answer.question === question);
    if (given.length !== 1) throw invalidField('checklist', `must answer "${question}" once`);
  }
  return answers.every(({ passed }) => passed);
}
