import type { PageProblem } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { ProblemNotice } from '../ui/problem.js';
import { useVisit } from '../visit/visit.js';
import { Section } from './section.js';

interface NotThereProps {
  readonly title: string;
  readonly problem: PageProblem | undefined;
  readonly onAgain: () => void;
}

/** In place of a list that could not be read; nothing while it is on its way. */
export function NotThere({ title, problem, onAgain }: NotThereProps) {
  const text = useText();
  const { state } = useVisit();
  if (!problem) return null;
  return (
    <Section title={title}>
      <ProblemNotice problem={problem} application={state.application.name} />
      <Action onPress={onAgain}>{text('again')}</Action>
    </Section>
  );
}
