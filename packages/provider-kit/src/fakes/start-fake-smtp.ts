import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { createBehaviourScript } from './behaviour-script.js';
import { performAt, type SmtpBehaviour, type SmtpStage } from './smtp-behaviour.js';
import { expiredTestCertificate, testCertificate, testPrivateKey } from './test-certificate.js';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** The message as it came, headers and all. */
  readonly content: string;
  readonly secure: boolean;
  readonly user: string | undefined;
  /** How the fake answered. */
  readonly behaviour: SmtpBehaviour['kind'];
}

type MailSoFar = Omit<ReceivedMail, 'behaviour'>;

export interface FakeSmtp {
  readonly port: number;
  /** Every message whose final dot was seen, in order, whatever was answered. */
  readonly received: readonly ReceivedMail[];
  behaveNext(...behaviours: SmtpBehaviour[]): void;
  /** A function decides when the content is in, so it can act at the final dot only. */
  behaveAlways(behaviour: SmtpBehaviour | ((mail: MailSoFar) => SmtpBehaviour)): void;
  /** How many connections were opened so far. */
  connectionCount(): number;
  /** Ends every open connection, as a server does with idle ones. */
  dropConnections(): void;
  close(): Promise<void>;
}

export interface FakeSmtpOptions {
  /** `none`: plain text only. `starttls` (default) offers the upgrade; `implicit` starts with TLS. */
  readonly tls?: 'none' | 'starttls' | 'implicit';
  readonly certificate?: 'valid' | 'expired';
  /** Asks for this login, and refuses every other with 535. */
  readonly login?: { readonly username: string; readonly password: string };
}

/** A real SMTP server on a free loopback port that can be told to misbehave at every stage of the dialogue. */
export async function startFakeSmtp(options: FakeSmtpOptions = {}): Promise<FakeSmtp> {
  const connections = createBehaviourScript<SmtpBehaviour, MailSoFar>({ kind: 'accept' });
  const messages = createBehaviourScript<SmtpBehaviour, MailSoFar>({ kind: 'accept' });
  const scriptFor = (behaviour: SmtpBehaviour) => (isOfConnection(behaviour) ? connections : messages);
  const received: ReceivedMail[] = [];
  const sockets = new Map<number, Socket>();
  let connectionCount = 0;
  const server = new SMTPServer({
    ...settingsOf(options),
    ...handlersOf({ connections, messages, received, sockets, login: options.login }),
  });
  // A peer that resets is part of the game.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    connectionCount += 1;
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.on('close', () => sockets.delete(port));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    behaveNext: (...behaviours) => behaviours.forEach((behaviour) => scriptFor(behaviour).behaveNext(behaviour)),
    behaveAlways: (behaviour) => {
      const script = typeof behaviour === 'function' ? messages : scriptFor(behaviour);
      script.behaveAlways(behaviour);
    },
    connectionCount: () => connectionCount,
    dropConnections: () => sockets.forEach((socket) => socket.end()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

function settingsOf({ tls = 'starttls', certificate = 'valid', login }: FakeSmtpOptions): SMTPServerOptions {
  return {
    secure: tls === 'implicit',
    key: testPrivateKey,
    cert: certificate === 'valid' ? testCertificate : expiredTestCertificate,
    disabledCommands: [...(tls === 'none' ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
    authOptional: login === undefined,
    allowInsecureAuth: tls === 'none',
    disableReverseLookup: true,
    closeTimeout: 100,
  };
}

interface Wiring {
  readonly connections: ReturnType<typeof createBehaviourScript<SmtpBehaviour, MailSoFar>>;
  readonly messages: ReturnType<typeof createBehaviourScript<SmtpBehaviour, MailSoFar>>;
  readonly received: ReceivedMail[];
  readonly sockets: ReadonlyMap<number, Socket>;
  readonly login: FakeSmtpOptions['login'];
}

type Planned = SmtpBehaviour | ((mail: MailSoFar) => SmtpBehaviour);

function handlersOf({ connections, messages, received, sockets, login }: Wiring): SMTPServerOptions {
  const ofConnection = new Map<string, SmtpBehaviour>();
  const ofMessage = new Map<string, Planned>();
  const perform = (
    stage: SmtpStage,
    behaviour: Planned,
    session: SMTPServerSession,
    answer: (error?: Error | null) => void,
  ) => performAt(stage, typeof behaviour === 'function' ? accept : behaviour, sockets.get(session.remotePort), answer);
  return {
    onConnect(session, callback) {
      const planned = connections.take();
      const behaviour = typeof planned === 'function' ? accept : planned;
      ofConnection.set(session.id, behaviour);
      perform('greeting', behaviour, session, callback);
    },
    onAuth(auth, session, callback) {
      const isRight = auth.username === login?.username && auth.password === login?.password;
      const refusal = Object.assign(new Error('5.7.8 Authentication credentials invalid'), { responseCode: 535 });
      const answer = (error?: Error | null) =>
        callback(error ?? (isRight ? null : refusal), { user: auth.username ?? '' });
      perform('login', ofConnection.get(session.id) ?? accept, session, answer);
    },
    onMailFrom(_address, session, callback) {
      const planned = messages.take();
      ofMessage.set(session.id, planned);
      perform('sender', planned, session, callback);
    },
    onRcptTo(_address, session, callback) {
      perform('recipient', ofMessage.get(session.id) ?? accept, session, callback);
    },
    onData(stream, session, callback) {
      const planned = ofMessage.get(session.id) ?? accept;
      // A message that is broken off has no content and gets no answer.
      stream.on('error', () => undefined);
      if (typeof planned !== 'function' && planned.kind !== 'accept' && planned.at === 'content') {
        stream.once('data', () => perform('content', planned, session, callback));
        return;
      }
      const answerContent = (content: string) => {
        const mail = mailOf(session, content);
        const behaviour = typeof planned === 'function' ? planned(mail) : planned;
        received.push({ ...mail, behaviour: behaviour.kind });
        perform('dot', behaviour, session, callback);
      };
      readContent(stream).then(answerContent, () => undefined);
    },
    onClose(session) {
      ofConnection.delete(session.id);
      ofMessage.delete(session.id);
    },
  };
}

const accept: SmtpBehaviour = { kind: 'accept' };

function isOfConnection(behaviour: SmtpBehaviour): boolean {
  return behaviour.kind !== 'accept' && (behaviour.at === 'greeting' || behaviour.at === 'login');
}

function mailOf({ envelope, secure, user }: SMTPServerSession, content: string): MailSoFar {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address), content, secure, user: user as string | undefined };
}

async function readContent(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}
