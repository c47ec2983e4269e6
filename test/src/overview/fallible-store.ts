import type { Store } from '@otpost/core/store-port';

export interface FallibleStore {
  readonly store: Store;
  /** Between 0 and 1: how many writes fail, half of them after they were done. */
  risk: number;
}

type Method = (...input: never[]) => Promise<unknown>;

/** A store whose writes fail at random, so that whatever wrote may as well have died there. */
export function fallibleStore(store: Store, random: () => number): FallibleStore {
  const fallible = { store, risk: 0 };
  const mayFail = (method: Method): Method => {
    return async (...input) => {
      const isFailing = random() < fallible.risk;
      if (isFailing && random() < 0.5) throw new Error('died before the write');
      const result = await method(...input);
      if (isFailing) throw new Error('died after the write');
      return result;
    };
  };
  const withRisk = <Collection extends object>(collection: Collection): Collection => {
    const methods = Object.entries(collection).map(([name, method]) => {
      const isWrite = ['saveNewer', 'saveAll', 'insert', 'replace', 'deleteWhere'].includes(name);
      return [name, isWrite ? mayFail(method as Method) : method];
    });
    return Object.fromEntries(methods) as Collection;
  };
  fallible.store = {
    ...store,
    challenges: withRisk(store.challenges),
    deliveries: withRisk(store.deliveries),
    cursors: withRisk(store.cursors),
    tallies: withRisk(store.tallies),
    staleMinutes: withRisk(store.staleMinutes),
  };
  return fallible;
}
