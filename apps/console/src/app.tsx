import { QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { Router } from 'wouter';
import { setOnSignedOut } from './api/ask.js';
import { queryClient } from './api/client.js';
import { asProblem, type Problem } from './api/problem.js';
import type { SessionState } from './api/session-contract.js';
import { Shell } from './layout/shell.js';
import { StandingWarnings } from './layout/standing-warnings.js';
import { Pages } from './pages.js';
import { EnrolPage } from './session/enrol-page.js';
import { Gate } from './session/gate.js';
import { LinkPage } from './session/link-page.js';
import { NoAdminPage } from './session/no-admin-page.js';
import { SecondFactorPage } from './session/second-factor-page.js';
import { SessionProvider } from './session/session.js';
import { SignInPage } from './session/sign-in-page.js';
import { readSession } from './session/sign-out.js';
import { StepUp } from './session/step-up.js';
import { Action } from './ui/action.js';

/** The secret of a link stands behind the #. It is taken out of the address, so that it is in no history of the browser. */
export function takeToken(): string | undefined {
  const isLink = /^\/console\/(set-up|invitation|reset)$/.test(location.pathname);
  const token = location.hash.slice(1);
  if (isLink) history.replaceState(null, '', '/console');
  return isLink && token !== '' ? token : undefined;
}

function Stage({ state }: { readonly state: SessionState }) {
  switch (state.stage) {
    case 'signed_out':
      return state.isSetUp ? <SignInPage /> : <NoAdminPage />;
    case 'second_factor':
      return <SecondFactorPage />;
    case 'must_enrol':
      return <EnrolPage />;
    case 'signed_in':
      return (
        <Shell above={<StandingWarnings />}>
          <Pages />
          <StepUp />
        </Shell>
      );
  }
}

export function App({ token: first }: { readonly token: string | undefined }) {
  const [token, setToken] = useState(first);
  const [state, setState] = useState<SessionState>();
  const [problem, setProblem] = useState<Problem>();
  const read = useCallback(() => {
    setProblem(undefined);
    readSession().then(setState, (error: unknown) => setProblem(asProblem(error)));
  }, []);
  useEffect(() => {
    read();
    setOnSignedOut(read);
  }, [read]);
  if (problem && !state) {
    return (
      <Gate title="The server does not answer" lead={problem.message}>
        <Action onPress={read}>Try again</Action>
      </Gate>
    );
  }
  if (!state) return null;
  return (
    <QueryClientProvider client={queryClient}>
      <SessionProvider value={{ state, setState }}>
        <Router base="/console">
          {token === undefined ? (
            <Stage state={state} />
          ) : (
            <LinkPage token={token} onDone={() => setToken(undefined)} />
          )}
        </Router>
      </SessionProvider>
    </QueryClientProvider>
  );
}
