export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Null stands for all. One that is gone is shown by its id. */
export function applicationNames(ids: readonly string[] | null, known: readonly Named[]): string {
  if (ids === null) return 'all';
  return ids.map((id) => known.find((one) => one.id === id)?.name ?? id).join(', ');
}
