import { type Otpost, OtpostError } from '@otpost/sdk';
import express, { type Express, type Request, type Response } from 'express';
import { type Account, signInByPassword } from './accounts.js';
import { challengePage, enrolPage, signInPage, welcomePage } from './pages.js';
import { moveSession, readSession } from './sessions.js';

const textOf = (request: Request, field: string): string => {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[field];
  return typeof value === 'string' ? value : '';
};

/** After the right password: what the policy asks of this user now. */
async function nextStep(otpost: Otpost, request: Request, response: Response, account: Account): Promise<void> {
  const { id, email, name } = account;
  await otpost.users.put(id, { email, name });
  const mfa = await otpost.users.mfa(id);
  if (mfa.enrolled) {
    const { id: challengeId, available = [] } = await otpost.challenges.create({ channel: 'any', user: id });
    const hint = `Type the code of ${available.map(({ name }) => name).join(' or ')}.`;
    moveSession(request, response, { step: 'challenge', account, challengeId, hint });
    response.send(challengePage(hint));
  } else if (mfa.mustEnrol) {
    const factor = await otpost.factors.begin(id, { type: 'totp', name: 'Authenticator app' });
    const { id: factorId, secret = '', qr: { svg } = { svg: '' } } = factor;
    moveSession(request, response, { step: 'enrol', account, factorId, secret, svg });
    response.send(enrolPage(svg, secret));
  } else {
    moveSession(request, response, { step: 'signedIn', account });
    response.redirect(303, '/');
  }
}

async function answerPassword(otpost: Otpost, request: Request, response: Response): Promise<void> {
  const account = signInByPassword(textOf(request, 'id'), textOf(request, 'password'));
  if (account) await nextStep(otpost, request, response, account);
  else response.status(401).send(signInPage('The name or the password is wrong.'));
}

async function answerChallenge(otpost: Otpost, request: Request, response: Response): Promise<void> {
  const session = readSession(request);
  if (session?.step !== 'challenge') return response.redirect(303, '/');
  const check = await otpost.challenges.check(session.challengeId, { code: textOf(request, 'code') });
  if (!check.valid) {
    response.send(challengePage(session.hint, `That is not the code. ${check.checksLeft} tries are left.`));
    return;
  }
  moveSession(request, response, { step: 'signedIn', account: session.account });
  response.redirect(303, '/');
}

async function confirmEnrolment(otpost: Otpost, request: Request, response: Response): Promise<void> {
  const session = readSession(request);
  if (session?.step !== 'enrol') return response.redirect(303, '/');
  const { account, factorId, secret, svg } = session;
  const confirmed = await otpost.factors.confirm(account.id, factorId, { code: textOf(request, 'code') });
  if (!confirmed.valid) {
    response.send(enrolPage(svg, secret, 'That is not the code that the app shows now.'));
    return;
  }
  moveSession(request, response, { step: 'signedIn', account });
  response.send(welcomePage(account.name, confirmed.recoveryCodes));
}

/** A wrong password, a wrong code and an ended challenge are sentences on the page; anything else is Express' to report. */
export function createSite(otpost: Otpost): Express {
  const site = express();
  site.disable('x-powered-by');
  site.use(express.urlencoded({ extended: false, limit: '4kb' }));

  site.get('/', (request, response) => {
    const session = readSession(request);
    response.send(session?.step === 'signedIn' ? welcomePage(session.account.name) : signInPage());
  });
  // Express 5 hands a rejection to the error handler below.
  site.post('/sign-in', (request, response) => answerPassword(otpost, request, response));
  site.post('/challenge', (request, response) => answerChallenge(otpost, request, response));
  site.post('/enrol', (request, response) => confirmEnrolment(otpost, request, response));
  site.post('/sign-out', (request, response) => {
    moveSession(request, response, undefined);
    response.redirect(303, '/');
  });
  site.use((error: unknown, _request: Request, response: Response, next: (error: unknown) => void) => {
    if (error instanceof OtpostError) response.status(400).send(signInPage(error.message));
    else next(error);
  });
  return site;
}
