import { useText } from '../text/text.js';
import { useVisit } from '../visit/visit.js';
import { AskFirst } from './ask-first.js';
import { Section } from './section.js';

const fewCodes = 2;

/** How many recovery codes are left; the codes themselves are never shown again. */
export function CodeSummary({ onNewCodes }: { onNewCodes: () => void }) {
  const text = useText();
  const { state } = useVisit();
  const { recoveryCodes: set } = state;
  return (
    <Section title={text('codes.section')}>
      {set ? (
        <p className="soft">
          {text('codes.left', { count: set.left })} · {text('codes.made', { date: text.date(set.madeAt) })}
        </p>
      ) : null}
      {set && set.left <= fewCodes ? <p className="notice warn">{text('codes.few')}</p> : null}
      <AskFirst label={text('codes.new')} question={text('codes.newAsk')} onYes={onNewCodes} />
    </Section>
  );
}
