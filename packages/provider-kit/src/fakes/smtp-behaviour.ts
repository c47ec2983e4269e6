import type { Socket } from 'node:net';

/** Where in the dialogue: at the greeting, AUTH, MAIL FROM, RCPT TO, while the content comes in, or after its final dot. */
export type SmtpStage = 'greeting' | 'login' | 'sender' | 'recipient' | 'content' | 'dot';

/** What a fake SMTP server does with one message; with a fault at `greeting` or `login`, with one connection. */
export type SmtpBehaviour =
  | { readonly kind: 'accept'; readonly afterMilliseconds?: number }
  /** Answers with this reply: `{code: 550, text: '5.1.1 No such user'}`. */
  | { readonly kind: 'reply'; readonly at: SmtpStage; readonly code: number; readonly text: string }
  | { readonly kind: 'hang'; readonly at: SmtpStage }
  | { readonly kind: 'reset'; readonly at: SmtpStage }
  /** Begins a reply and goes on with it for ever, one byte in `everyMilliseconds`. */
  | { readonly kind: 'drip'; readonly at: SmtpStage; readonly everyMilliseconds: number }
  /** Writes these bytes into the connection, then answers as if nothing had happened. */
  | { readonly kind: 'babble'; readonly at: SmtpStage; readonly bytes: string };

type Answer = (error?: Error | null) => void;

/** Does at one stage what the behaviour says for it; at every other stage the server goes on. */
export function performAt(
  stage: SmtpStage,
  behaviour: SmtpBehaviour,
  socket: Socket | undefined,
  answer: Answer,
): void {
  if (behaviour.kind === 'accept') {
    const isLast = stage === 'dot';
    setTimeout(() => answer(), isLast ? (behaviour.afterMilliseconds ?? 0) : 0);
    return;
  }
  if (behaviour.at !== stage) {
    answer();
    return;
  }
  switch (behaviour.kind) {
    case 'reply':
      answer(Object.assign(new Error(behaviour.text), { responseCode: behaviour.code }));
      return;
    case 'hang':
      return;
    case 'reset':
      socket?.resetAndDestroy();
      return;
    case 'drip':
      drip(socket, behaviour.everyMilliseconds);
      return;
    case 'babble':
      socket?.write(behaviour.bytes);
      answer();
  }
}

function drip(socket: Socket | undefined, everyMilliseconds: number): void {
  const timer = setInterval(() => socket?.write('2'), everyMilliseconds);
  if (socket) socket.on('close', () => clearInterval(timer));
  else clearInterval(timer);
}
