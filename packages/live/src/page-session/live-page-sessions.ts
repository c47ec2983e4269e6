import type {
  CreatedPage,
  LivePageSession,
  LivePageSessions,
  NewPageSession,
  OpenPageResult,
  PageVisitNote,
  VisitResult,
} from '@otpost/core/live-page-port';
import { pageSessionKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, type Reply, runScript } from '../connection/run-script.js';

const createScript = loadScript('page-session/create.lua', ['prelude']);
const openScript = loadScript('page-session/open.lua', ['prelude']);
const readScript = loadScript('page-session/read.lua', ['prelude']);
const extendScript = loadScript('page-session/extend.lua', ['prelude']);
const noteScript = loadScript('page-session/note.lua', ['prelude']);

function numberOrNull(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function parseSession(id: string, reply: Reply): LivePageSession | undefined {
  if (reply.length === 0) return undefined;
  const fields = new Map<string, string>();
  for (let place = 0; place < reply.length; place += 2) fields.set(String(reply[place]), String(reply[place + 1]));
  return {
    id,
    applicationId: fields.get('application') ?? '',
    userId: fields.get('user') ?? '',
    flow: fields.get('flow') as LivePageSession['flow'],
    sealed: fields.get('sealed') ?? '',
    locale: fields.get('locale') || null,
    createdAt: Number(fields.get('createdAt')),
    expiresAt: Number(fields.get('expiresAt')),
    openedAt: numberOrNull(fields.get('openedAt')),
    endedAt: numberOrNull(fields.get('endedAt')),
    end: (fields.get('end') as LivePageSession['end']) ?? null,
    extensions: Number(fields.get('extensions')),
    challengeId: fields.get('challenge') ?? null,
    acts: parseActs(fields.get('acts') ?? '[]'),
    now: Number(fields.get('now')),
  };
}

/** Lua writes an empty list as an empty object. */
function parseActs(text: string): LivePageSession['acts'] {
  const acts = JSON.parse(text) as LivePageSession['acts'];
  return Array.isArray(acts) ? acts : [];
}

function visitResult([kind, expiresAt]: Reply): VisitResult {
  return kind === 'done' ? { kind, expiresAt: Number(expiresAt) } : { kind: 'refused' };
}

/** The script of one page session, on the key and hash tag of its id. */
export function openLivePageSessions(connection: LiveConnection): LivePageSessions {
  const run = (script: typeof readScript, id: string, ...values: (string | number)[]) =>
    runScript(connection.redis, script, [pageSessionKey(id)], [connection.timeOffsetMilliseconds, ...values]);

  const create = async (session: NewPageSession): Promise<CreatedPage> => {
    const fields = {
      application: session.applicationId,
      user: session.userId,
      flow: session.flow,
      link: session.linkHash,
      sealed: session.sealed,
      locale: session.locale ?? '',
    };
    const reply = await run(createScript, session.id, session.lifeMilliseconds, ...Object.entries(fields).flat());
    const [kind, expiresAt] = reply;
    return kind === 'created' ? { kind, expiresAt: Number(expiresAt) } : { kind: 'exists' };
  };
  const open = async (id: string, linkHash: string, cookieHash: string): Promise<OpenPageResult> => {
    const [kind] = await run(openScript, id, linkHash, cookieHash);
    return { kind: kind === 'opened' ? kind : 'refused' };
  };
  return {
    create,
    open,
    read: async (id) => parseSession(id, await run(readScript, id, '')),
    readVisit: async (id, cookieHash) => parseSession(id, await run(readScript, id, cookieHash)),
    extend: async (id, life, most) => visitResult(await run(extendScript, id, life, most)),
    note: async ({ id, challengeId, act, end }: PageVisitNote) =>
      visitResult(await run(noteScript, id, challengeId ?? '', act ?? '', end ?? '')),
  };
}
