import { useState } from 'react';
import { type Refused, useChangeOfEach, useRead } from '../../api/client.js';
import { type Provider, providersPath } from '../../channels/contract.js';
import { useRights } from '../../session/session.js';
import { AskFirst } from '../../ui/ask-first.js';
import { channelName } from '../../ui/channel-names.js';
import { ChoiceField } from '../../ui/choice-field.js';
import { Notice } from '../../ui/notice.js';
import { tellDone } from '../../ui/toasts.js';
import { countText } from '../wording.js';
import { type DeadLetter, deadLettersPath, letterKindNames, letterName, madeOldByLetters } from './contract.js';

export type LetterAct = 'send' | 'dismiss';

/** Stands for no provider of one's own choice. */
const byOrder = 'order';

const kindTexts: Readonly<Record<DeadLetter['kind'], string>> = {
  code: 'A code goes out by a resend of its challenge, within its limits; one whose challenge has ended cannot.',
  notice: 'A notice goes out as a new message of the same words to the same address.',
  job: 'A job is rung as it was. One that no worker can read has to be mended first.',
};

const counted = (count: number): string => (count === 1 ? 'it' : `${countText(count)} dead letters`);

/** A provider can be chosen for notices alone: a code goes by the order of its challenge. */
function ProviderChoice({
  letters,
  value,
  onChange,
}: {
  readonly letters: readonly DeadLetter[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { reachesAll } = useRights();
  const channel = letters[0]?.channel ?? 'email';
  const isPossible = letters.every((letter) => letter.kind === 'notice' && letter.channel === channel);
  const { data } = useRead<{ providers: readonly Provider[] }>(`${providersPath}?channel=${channel}`, {
    isAsked: reachesAll && isPossible,
  });
  const providers = data?.providers.filter(({ enabled }) => enabled) ?? [];
  if (!isPossible || providers.length < 2) return null;
  const inOrder = { id: byOrder, label: `As always: the first for ${channelName(channel)} that works` };
  return (
    <ChoiceField
      label="By which provider"
      options={[inOrder, ...providers.map(({ id, name }) => ({ id, label: name }))]}
      value={value}
      onChange={onChange}
    />
  );
}

/** Those that were refused, each with why: the rest is done. */
function RefusedLetters({ refused }: { readonly refused: readonly Refused<DeadLetter>[] }) {
  return (
    <div role="alert">
      {refused.length === 0 ? null : (
        <Notice kind="bad">
          <ul className="refused">
            {refused.map(({ one, problem }) => (
              <li key={one.id}>
                <strong>{letterName(one)}</strong>: {problem.message}
                {problem.retryAfter === undefined ? null : ` Try again in ${problem.retryAfter} seconds.`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

interface LetterDialogProps {
  readonly act: LetterAct;
  readonly letters: readonly DeadLetter[];
  readonly onClose: () => void;
}

/** Sends again, or dismisses, one or many: what is refused stays here with the reason of the server, and can be tried again. */
export function LetterDialog({ act, letters, onClose }: LetterDialogProps) {
  const [left, setLeft] = useState(letters);
  const [refused, setRefused] = useState<readonly Refused<DeadLetter>[]>([]);
  const [provider, setProvider] = useState(byOrder);
  const isSent = act === 'send';
  const change = useChangeOfEach<DeadLetter, string>({
    method: isSent ? 'POST' : 'DELETE',
    path: ({ id }) => `${deadLettersPath}/${id}${isSent ? '/send-again' : ''}`,
    body: (reason) => ({ reason, ...(provider === byOrder ? {} : { provider }) }),
    makesOld: madeOldByLetters,
  });
  const end = (failed: readonly Refused<DeadLetter>[]): void => {
    const done = left.length - failed.length;
    const one = isSent ? 'It is on its way again' : 'It is dismissed';
    const many = isSent ? `${countText(done)} are on their way again` : `${countText(done)} are dismissed`;
    if (done > 0) tellDone(done === 1 ? one : many);
    if (failed.length === 0) return onClose();
    setLeft(failed.map((refusal) => refusal.one));
    setRefused(failed);
  };
  const kinds = [...new Set(left.map(({ kind }) => kind))];
  return (
    <AskFirst
      title={isSent ? `Send ${counted(left.length)} again?` : `Dismiss ${counted(left.length)}?`}
      isOpen
      onClose={onClose}
      confirm={refused.length > 0 ? 'Try again' : isSent ? 'Send again' : 'Dismiss'}
      isDanger={!isSent}
      needsReason
      isPending={change.isPending}
      onConfirm={(input) => change.mutate({ ones: left, input }, end)}
    >
      {isSent ? (
        kinds.map((kind) => <p key={kind}>{kindTexts[kind]}</p>)
      ) : (
        <p>
          {left.length === 1 ? `${letterKindNames[kinds[0] ?? 'code']} to ${letterName(left[0] as DeadLetter)}. ` : ''}
          What is dismissed is not sent, and no longer shown here. This cannot be undone; history keeps what happened.
        </p>
      )}
      {isSent ? <ProviderChoice letters={left} value={provider} onChange={setProvider} /> : null}
      <RefusedLetters refused={refused} />
    </AskFirst>
  );
}
