import { useEffect, useState } from 'react';
import { callPageApi, PageProblem } from '../api/page-api.js';
import { applyBrand } from '../brand/apply-brand.js';
import { loadText, type Text, TextProvider } from '../text/text.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { ProblemNotice } from '../ui/problem.js';
import { Step } from '../ui/step.js';
import { Shell } from '../visit/shell.js';
import { useAct } from '../visit/use-act.js';

type Kind = 'reset' | 'reveal';

/** What a link is for; asking this spends nothing. */
interface LinkState {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly application: {
    readonly name: string;
    readonly logo: string | null;
    readonly colour: string | null;
    readonly supportText: string | null;
  };
}

interface Acted {
  /** Of a reset: the visit in which the user sets up anew. */
  readonly url?: string;
  /** Of a reveal. */
  readonly password?: string;
}

const link = location.hash.slice(1);

function Question({ kind, state, text }: { kind: Kind; state: LinkState; text: Text }) {
  const { isPending, problem, run } = useAct();
  const [secret, setSecret] = useState<string>();
  const application = state.application.name;
  const act = () =>
    void run(async () => {
      const acted = await callPageApi<Acted>('POST', `/links/${kind}/act`, { link });
      history.replaceState(null, '', location.pathname);
      if (acted.url) location.assign(acted.url);
      setSecret(acted.password);
    });
  if (secret) {
    return (
      <Step title={text('reveal.title')} lead={text('shownOnce')}>
        <p className="secret">{secret}</p>
        <CopyButton content={secret} />
      </Step>
    );
  }
  return (
    <Step title={text(`${kind}.title`)} lead={text(`${kind}.explain`, { application })}>
      <ProblemNotice problem={problem} application={application} />
      <Action kind="main" wide onPress={act} isPending={isPending}>
        {text(`${kind}.go`)}
      </Action>
    </Step>
  );
}

/** Reset and reveal: a mail scanner that opens the address, or runs its script, changes nothing; a press does. */
export function LinkPage({ kind }: { kind: Kind }) {
  const [opened, setOpened] = useState<{ state: LinkState | undefined; text: Text }>();
  useEffect(() => {
    const open = async () => {
      const state = await callPageApi<LinkState>('POST', `/links/${kind}/look`, { link });
      document.documentElement.lang = state.locale;
      document.documentElement.dir = state.direction;
      applyBrand(state.application.colour);
      setOpened({ state, text: await loadText(state.locale) });
    };
    open().catch(async (error: unknown) => {
      if (error instanceof PageProblem) setOpened({ state: undefined, text: await loadText(navigator.language) });
    });
  }, [kind]);
  if (!opened) return <div className="pulse" role="progressbar" aria-label="…" />;
  const { state, text } = opened;
  return (
    <TextProvider text={text}>
      <Shell {...(state ? { application: state.application } : {})}>
        {state ? (
          <Question kind={kind} state={state} text={text} />
        ) : (
          <Step title={text('ended.title')} lead={text('ended.text')} />
        )}
      </Shell>
    </TextProvider>
  );
}
