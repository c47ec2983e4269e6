import { useSyncExternalStore } from 'react';
import { Action } from './action.js';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
}

const shownMilliseconds = 8000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const tell of listeners) tell();
}

const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

/** Says that something is done, for some seconds; with a way back where there is one. */
export function tellDone(text: string, undo?: () => void): void {
  lastId += 1;
  const id = lastId;
  set([...toasts, { id, text, ...(undo ? { undo } : {}) }]);
  setTimeout(() => dismiss(id), shownMilliseconds);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text, undo }) => (
        <div key={id} className="toast">
          <span>{text}</span>
          {undo ? (
            <Action
              small
              kind="quiet"
              onPress={() => {
                undo();
                dismiss(id);
              }}
            >
              Undo
            </Action>
          ) : null}
        </div>
      ))}
    </div>
  );
}
