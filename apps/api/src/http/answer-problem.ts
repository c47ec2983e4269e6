import { problemHeaders, publicError, toProblem } from './problem.js';
import type { ApiResponse, RequestFacts } from './request-facts.js';
import { sendAnswer } from './send-answer.js';

export type ProblemAnswerer = (thrown: unknown, response: ApiResponse) => void;
export type FaultReporter = (error: unknown, facts: RequestFacts) => void;

/** Who hears of errors that callers are not told all of. */
export interface FaultReporters {
  /** Something is wrong with the code. */
  readonly reportFault: FaultReporter;
  /** A part that is needed was not available. */
  readonly reportOutage: FaultReporter;
}

/** The one place where an error becomes an answer. What is not meant for callers is only reported. */
export function answerProblem(errorsUrl: string, { reportFault, reportOutage }: FaultReporters): ProblemAnswerer {
  return (thrown, response) => {
    const { facts } = response.locals;
    const error = publicError(thrown);
    facts.errorCode = error.code;
    facts.limit = error.details.limit ?? null;
    if (error.code === 'internal_error') reportFault(thrown, facts);
    if (error.code === 'unavailable') reportOutage(thrown, facts);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const problem = toProblem(error, facts.requestId, errorsUrl);
    const answer = { status: problem.status, body: problem, headers: problemHeaders(error) };
    sendAnswer(response, facts.requestId, answer, 'application/problem+json');
  };
}
