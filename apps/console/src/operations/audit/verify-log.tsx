import { useState } from 'react';
import { ask } from '../../api/ask.js';
import { asProblem, type Problem } from '../../api/problem.js';
import { Action } from '../../ui/action.js';
import { Card } from '../../ui/card.js';
import { Notice, ProblemNotice } from '../../ui/notice.js';
import { countText } from '../wording.js';
import { auditPath, type VerifiedPart } from './contract.js';

const faultWords: Readonly<Record<NonNullable<VerifiedPart['fault']>, string>> = {
  edited: 'says something else than when it was written',
  missing: 'is missing',
  reordered: 'stands in another place than when it was written',
  inserted: 'has a row beside it that is no entry of the log',
  truncated: 'is missing, and all that followed it',
  forged_checkpoint: 'is followed by a checkpoint that nobody with the keys has written',
};

function Result({ part }: { readonly part: VerifiedPart }) {
  if (part.state === 'whole') {
    return <Notice kind="good">All {countText(part.entries)} entries are as they were written.</Notice>;
  }
  if (part.state === 'unfinished' || part.sequence === null || part.fault === null) return null;
  return (
    <Notice kind="bad">
      <p>
        Entry {countText(part.sequence)} {faultWords[part.fault]}.
      </p>
      <p>The {countText(part.verified)} before it are whole. Somebody may have changed the store behind Otpost.</p>
    </Notice>
  );
}

/** Verifies part by part, so that there is progress and no request takes long. */
export function VerifyLog() {
  const [part, setPart] = useState<VerifiedPart>();
  const [problem, setProblem] = useState<Problem>();
  const [isRunning, setRunning] = useState(false);
  const verify = async (): Promise<void> => {
    setRunning(true);
    setProblem(undefined);
    setPart(undefined);
    try {
      let after: VerifiedPart['next'] = null;
      do {
        const next: VerifiedPart = await ask<VerifiedPart>('POST', `${auditPath}/verify`, after ? { after } : {});
        setPart(next);
        after = next.next;
      } while (after !== null);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setRunning(false);
  };
  const share = part && part.entries > 0 ? part.verified / part.entries : 0;
  return (
    <Card
      title="Verify the chain"
      help="Each entry holds a keyed hash over the one before, so an entry that was edited, deleted or moved is found."
      actions={
        <Action isPending={isRunning} onPress={() => void verify()}>
          Verify
        </Action>
      }
    >
      {isRunning ? (
        <div className="stack tight" role="status">
          <div className="progress">
            <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
          </div>
          <p className="help">
            {part ? `${countText(part.verified)} of ${countText(part.entries)} entries` : 'Beginning'}
          </p>
        </div>
      ) : null}
      <ProblemNotice problem={problem} />
      {part && !isRunning ? <Result part={part} /> : null}
    </Card>
  );
}
