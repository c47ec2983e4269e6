import type { ApplicationRecord, NoticeRecord, SettingVersionRecord, TemplateRecord } from '../records.js';
import type { HistoryCollection, Page, SettingCollection, Store, Where } from '../store-port.js';
import type { UserRecord } from '../user-records.js';
import { isConsoleApplication } from './console-application.js';
import { isWithinReach, type Reach } from './reach.js';

interface Owned {
  readonly id: string;
  readonly createdAt: number;
  readonly applicationId: string | null;
}

type IsSeen<Stored> = (record: Stored) => boolean;

/** Nothing that is out of reach is found, and nothing is written there: to its caller it does not exist. */
function limitSettings<Stored extends { readonly id: string; readonly createdAt: number }>(
  whole: SettingCollection<Stored>,
  isSeen: IsSeen<Stored>,
  mayWrite: IsSeen<Stored>,
  narrow: (where: Where<Stored>) => Where<Stored>,
): SettingCollection<Stored> {
  const get = async (id: string): Promise<Stored | undefined> => {
    const record = await whole.get(id);
    return record && isSeen(record) ? record : undefined;
  };
  /** Goes on behind what is not seen, so that a short page is the last one. */
  const page = async (where: Where<Stored>, asked: Page): Promise<Stored[]> => {
    const found = await whole.page(narrow(where), asked);
    const seen = found.filter(isSeen);
    const last = found.at(-1);
    if (!last || seen.length === found.length || found.length < asked.limit) return seen;
    const { createdAt, id } = last;
    return [...seen, ...(await page(where, { limit: asked.limit - seen.length, before: { createdAt, id } }))];
  };
  return {
    get,
    insert: (record) => (mayWrite(record) ? whole.insert(record) : Promise.resolve('duplicate')),
    insertInOrder: (records) => (records.every(mayWrite) ? whole.insertInOrder(records) : Promise.resolve(0)),
    list: async (where) => (await whole.list(where)).filter(isSeen),
    page,
    lowest: async (where, by, limit) => {
      for (let asked = limit; ; asked *= 2) {
        const found = await whole.lowest(narrow(where), by, asked);
        const seen = found.filter(isSeen);
        if (seen.length >= limit || found.length < asked) return seen.slice(0, limit);
      }
    },
    replace: (record, version) => (mayWrite(record) ? whole.replace(record, version) : Promise.resolve('stale')),
    delete: async (id) => {
      const record = await whole.get(id);
      return record !== undefined && mayWrite(record) && (await whole.delete(id));
    },
    deleteWhere: async (where, limit) => {
      const own = (await page(where, { limit })).filter(mayWrite).map(({ id }) => id);
      return own.length === 0 ? 0 : await whole.deleteWhere({ id: { in: own } }, own.length);
    },
  };
}

function limitHistory<Stored extends Owned>(
  whole: HistoryCollection<Stored>,
  isSeen: IsSeen<Stored>,
  narrow: (where: Where<Stored>) => Where<Stored>,
): HistoryCollection<Stored> {
  return {
    ...whole,
    get: async (id) => {
      const record = await whole.get(id);
      return record && isSeen(record) ? record : undefined;
    },
    getMany: async (ids) => (await whole.getMany(ids)).filter(isSeen),
    page: (where: Where<Stored>, page: Page) => whole.page(narrow(where), page),
  };
}

/** Admins and their second factors are reached by what is made for them alone. */
function hideConsole(store: Store): Store {
  const isOther = ({ id }: ApplicationRecord): boolean => !isConsoleApplication(id);
  const isUser = ({ applicationId }: UserRecord): boolean => !isConsoleApplication(applicationId);
  return {
    ...store,
    applications: limitSettings(store.applications, isOther, isOther, (where) => where),
    users: limitSettings(store.users, isUser, isUser, (where) => where),
  };
}

/**
 * The store as an admin of some applications sees it. Whatever verb runs on it, it finds and changes only what belongs to them;
 * templates for all applications are read and not written. The audit log is whole, since everybody appends to its one chain:
 * who lists it narrows it by `reachableApplications`.
 */
export function limitStore(store: Store, reach: Reach): Store {
  const { applications } = reach;
  if (applications === null) return hideConsole(store);
  const owns = (record: Owned): boolean => isWithinReach(reach, record.applicationId);
  const narrow = <Stored extends Owned>(where: Where<Stored>): Where<Stored> => {
    const asked = where.applicationId ?? {};
    const within = asked.in ? asked.in.filter((id) => applications.some((own) => own === id)) : applications;
    return { ...where, applicationId: { ...asked, in: within } };
  };
  const owned = <Stored extends Owned>(whole: SettingCollection<Stored>) => limitSettings(whole, owns, owns, narrow);
  /** For what no store can ask by its application: it is asked by its user or webhook, so that little is read in vain. */
  const sifted = <Stored extends Owned>(whole: SettingCollection<Stored>) =>
    limitSettings(whole, owns, owns, (where) => where);
  /** Admins are told of what another admin does, whatever that one sees. */
  const mayOwe = (notice: NoticeRecord): boolean => owns(notice) || isConsoleApplication(notice.applicationId);
  const isOwn = ({ id }: ApplicationRecord): boolean => applications.includes(id);
  const seesTemplate = (template: TemplateRecord): boolean => template.applicationId === null || owns(template);
  const seesVersion = (row: SettingVersionRecord): boolean =>
    owns(row) || (row.kind === 'template' && row.applicationId === null);
  return {
    ...store,
    applications: limitSettings(store.applications, isOwn, isOwn, (where) => ({
      ...where,
      id: { ...where.id, in: applications },
    })),
    templates: limitSettings(store.templates, seesTemplate, owns, narrow),
    settingVersions: limitSettings(store.settingVersions, seesVersion, () => false, narrow),
    apiKeys: owned(store.apiKeys),
    webhooks: owned(store.webhooks),
    webhookMessages: sifted(store.webhookMessages),
    users: owned(store.users),
    passkeyOwners: sifted(store.passkeyOwners),
    appPasswords: sifted(store.appPasswords),
    trustedDevices: sifted(store.trustedDevices),
    links: sifted(store.links),
    resets: owned(store.resets),
    deadLetters: owned(store.deadLetters),
    suppressions: owned(store.suppressions),
    notices: limitSettings(store.notices, owns, mayOwe, narrow),
    challenges: limitHistory(store.challenges, owns, narrow),
    deliveries: limitHistory(store.deliveries, owns, narrow),
  };
}
