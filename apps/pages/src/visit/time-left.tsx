import { useEffect } from 'react';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { useAct } from './use-act.js';
import { useSecondsLeft } from './use-seconds-left.js';
import { useVisit } from './visit.js';

const warnAtSeconds = 120;

/** Offers more time two minutes before the end (WCAG 2.2.1 asks for twenty seconds at least). */
export function TimeLeft({ onOver }: { onOver: () => void }) {
  const text = useText();
  const { state, clockAhead, call, refresh } = useVisit();
  const seconds = useSecondsLeft(state.expiresAt, clockAhead);
  const { isPending, run } = useAct();
  const more = () =>
    void run(async () => {
      await call('POST', '/session/extend');
      await refresh();
    });
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);
  if (seconds > warnAtSeconds) return <div role="alert" />;
  return (
    <div role="alert" className="time-left">
      <div className="notice warn stack">
        <p>{text(state.extensionsLeft > 0 ? 'time.soon' : 'time.last')}</p>
        {state.extensionsLeft > 0 ? (
          <Action onPress={more} isPending={isPending}>
            {text('time.more')}
          </Action>
        ) : null}
      </div>
    </div>
  );
}
