import { useCallback, useEffect, useState } from 'react';
import type { VisitState } from './api/contract.js';
import { callPageApi, PageProblem } from './api/page-api.js';
import { applyBrand } from './brand/apply-brand.js';
import { ChallengePage } from './challenge/challenge-page.js';
import { ManagePage } from './manage/manage-page.js';
import { SetUpPage } from './set-up/set-up-page.js';
import { loadText, type Text, TextProvider } from './text/text.js';
import { Action } from './ui/action.js';
import { Step } from './ui/step.js';
import { Shell } from './visit/shell.js';
import { TimeLeft } from './visit/time-left.js';
import { type Visit, VisitProvider } from './visit/visit.js';

const pages = { 'set-up': SetUpPage, challenge: ChallengePage, manage: ManagePage } as const;

interface Opened {
  readonly state: VisitState;
  readonly clockAhead: number;
  readonly text: Text;
}

async function show(state: VisitState): Promise<Opened> {
  // At once: what is loaded below takes its time, by which the clocks would seem to differ.
  const clockAhead = Date.parse(state.now) - Date.now();
  const text = await loadText(state.locale);
  document.documentElement.lang = state.locale;
  document.documentElement.dir = state.direction;
  applyBrand(state.application.colour);
  return { state, clockAhead, text };
}

/** The secret leaves the address bar before anything else happens, and so the history of the browser. */
export function takeLink(): string {
  const link = location.hash.slice(1);
  if (link !== '') history.replaceState(null, '', location.pathname);
  return link;
}

const readState = () => callPageApi<VisitState>('GET', '/session');

/** A link opens a visit. Without one, or when its own visit was opened before, the cookie tells which visit goes on. */
async function enter(link: string): Promise<VisitState> {
  if (link === '') return readState();
  try {
    return await callPageApi<VisitState>('POST', '/session', { link });
  } catch (error) {
    const state = await readState().catch(() => undefined);
    if (state && link.startsWith(`${state.id}.`)) return state;
    throw error;
  }
}

async function loadGuestText(): Promise<Text> {
  const text = await loadText(navigator.language).catch(() => loadText('en'));
  document.documentElement.lang = text.locale;
  return text;
}

function Ended({ text, code, retry }: { text: Text; code: string; retry: () => void }) {
  const isGone = code === 'not_found';
  return (
    <TextProvider text={text}>
      <Shell>
        <Step title={text(isGone ? 'ended.title' : 'error.title')} lead={text(isGone ? 'ended.text' : 'error.general')}>
          {isGone ? null : (
            <Action kind="main" onPress={retry}>
              {text('again')}
            </Action>
          )}
        </Step>
      </Shell>
    </TextProvider>
  );
}

export function App({ link }: { link: string }) {
  const [opened, setOpened] = useState<Opened>();
  const [failure, setFailure] = useState<{ code: string; text: Text }>();
  const fail = useCallback(async (error: unknown) => {
    const code = error instanceof PageProblem ? error.code : 'internal_error';
    setFailure({ code, text: await loadGuestText() });
  }, []);
  const begin = useCallback(() => {
    setFailure(undefined);
    enter(link).then(show).then(setOpened).catch(fail);
  }, [fail, link]);
  useEffect(begin, [begin]);

  if (failure) return <Ended {...failure} retry={begin} />;
  if (!opened) return <div className="pulse" role="progressbar" aria-label="…" />;

  const visit: Visit = {
    state: opened.state,
    clockAhead: opened.clockAhead,
    call: callPageApi,
    refresh: async () => setOpened(await show(await readState())),
    leave: async () => {
      const { returnUrl } = await callPageApi<{ returnUrl: string | null }>('POST', '/session/end');
      // A visit that came from a mail leads back to no application.
      if (returnUrl === null) await fail(new PageProblem('not_found'));
      else location.assign(returnUrl);
    },
  };
  const Page = pages[opened.state.flow];
  return (
    <TextProvider text={opened.text}>
      <VisitProvider visit={visit}>
        <Shell application={opened.state.application}>
          <Page />
          <TimeLeft onOver={() => void fail(new PageProblem('not_found'))} />
        </Shell>
      </VisitProvider>
    </TextProvider>
  );
}
