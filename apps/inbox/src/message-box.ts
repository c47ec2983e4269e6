import { EventEmitter } from 'node:events';
import type { InboxMessage, ReceivedMessage } from './inbox-message.js';

/** Beyond it the oldest message is dropped: the inbox is a window, not a store. */
export const messageLimit = 10_000;

export interface MessageFilter {
  /** The whole address, in any case. */
  readonly to?: string | undefined;
  readonly channel?: InboxMessage['channel'] | undefined;
  /** Only messages later than this place. */
  readonly after?: Place | undefined;
}

export type Place = { readonly sequence: number } | { readonly atMilliseconds: number };

export interface MessageBox {
  add(message: ReceivedMessage): InboxMessage;
  /** Oldest first. */
  list(filter: MessageFilter): InboxMessage[];
  clear(): void;
  /** Calls the listener for each new message until the returned function is called. */
  onMessage(listener: (message: InboxMessage) => void): () => void;
}

const idPattern = /^msg_([0-9]{1,16})$/;

/** Reads `after`: the id of a message (it may be gone already) or an ISO 8601 time. Undefined when it is neither. */
export function parsePlace(text: string): Place | undefined {
  const sequence = idPattern.exec(text)?.[1];
  if (sequence !== undefined) return { sequence: Number(sequence) };
  const atMilliseconds = Date.parse(text);
  return Number.isNaN(atMilliseconds) ? undefined : { atMilliseconds };
}

function isAfter(message: InboxMessage, place: Place): boolean {
  if ('sequence' in place) return Number(idPattern.exec(message.id)?.[1]) > place.sequence;
  return Date.parse(message.receivedAt) > place.atMilliseconds;
}

/** Keeps messages in memory only. `now` gives milliseconds since 1970. */
export function createMessageBox(now: () => number, limit = messageLimit): MessageBox {
  const arrivals = new EventEmitter().setMaxListeners(0);
  let messages: InboxMessage[] = [];
  // Begins at the clock, so that an id of an earlier run is older than every id of this one.
  let sequence = now() * 1000;

  return {
    add(received) {
      sequence += 1;
      const message = { id: `msg_${sequence}`, ...received, receivedAt: new Date(now()).toISOString() };
      messages.push(message);
      if (messages.length > limit) messages.shift();
      arrivals.emit('message', message);
      return message;
    },
    list({ to, channel, after }) {
      const address = to?.toLowerCase();
      return messages.filter(
        (message) =>
          (address === undefined || message.to.toLowerCase() === address) &&
          (channel === undefined || message.channel === channel) &&
          (after === undefined || isAfter(message, after)),
      );
    },
    clear() {
      messages = [];
    },
    onMessage(listener) {
      arrivals.on('message', listener);
      return () => arrivals.off('message', listener);
    },
  };
}
