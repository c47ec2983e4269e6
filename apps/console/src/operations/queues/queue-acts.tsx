import { useState } from 'react';
import { useChange } from '../../api/client.js';
import { useRights } from '../../session/session.js';
import { Action } from '../../ui/action.js';
import { AskFirst } from '../../ui/ask-first.js';
import { channelName } from '../../ui/channel-names.js';
import { tellDone } from '../../ui/toasts.js';
import { countText } from '../wording.js';
import { type Queue, queuesPath } from './contract.js';

type Act = 'pause' | 'resume' | 'drain';

const makesOld = [queuesPath, '/admin/v1/alerts', '/admin/v1/deliveries'];

function ConfirmAct({
  queue,
  act,
  onClose,
}: {
  readonly queue: Queue;
  readonly act: Act;
  readonly onClose: () => void;
}) {
  const name = channelName(queue.channel);
  const change = useChange<string, { readonly drained?: number } | undefined>({
    method: 'POST',
    path: `${queuesPath}/${queue.channel}/${act}`,
    body: (reason) => ({ reason }),
    makesOld,
  });
  const words = {
    pause: {
      title: `Pause ${name}?`,
      text: 'Applications still get their challenges, but nothing is sent until you resume. Codes that wait too long expire.',
      done: `${name} is paused`,
    },
    resume: {
      title: `Resume ${name}?`,
      text: 'What waits and still has enough life left goes out now.',
      done: `${name} goes on`,
    },
    drain: {
      title: `Drain ${name}?`,
      text: `What waits now is not sent: ${countText(queue.waiting)} at this moment. Each fails by the reason “drained”, and goes by its fallback where there is one. This cannot be undone.`,
      done: `${name} is drained`,
    },
  }[act];
  return (
    <AskFirst
      title={words.title}
      isOpen
      onClose={onClose}
      confirm={{ pause: 'Pause', resume: 'Resume', drain: 'Drain' }[act]}
      isDanger={act === 'drain'}
      needsReason
      isPending={change.isPending}
      problem={change.problem}
      onConfirm={(reason) =>
        change.mutate(reason, {
          onSuccess: (answer) => {
            const count = answer?.drained === undefined ? '' : `: ${countText(answer.drained)} are not sent`;
            tellDone(`${words.done}${count}`);
            onClose();
          },
        })
      }
    >
      <p>{words.text}</p>
    </AskFirst>
  );
}

/** What an admin may do with a channel's queue. */
export function QueueActs({ queue }: { readonly queue: Queue }) {
  const { may } = useRights();
  const [act, setAct] = useState<Act>();
  if (!may('support')) return null;
  return (
    <>
      {queue.pause ? (
        <Action kind="main" small onPress={() => setAct('resume')}>
          Resume
        </Action>
      ) : (
        <Action small onPress={() => setAct('pause')}>
          Pause
        </Action>
      )}
      {may('admin') ? (
        <Action kind="danger" small isDisabled={queue.waiting === 0} onPress={() => setAct('drain')}>
          Drain
        </Action>
      ) : null}
      {act ? <ConfirmAct queue={queue} act={act} onClose={() => setAct(undefined)} /> : null}
    </>
  );
}
