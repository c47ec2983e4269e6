interface Page {
  readonly nextCursor: string | null;
}

/** The rows of all pages of a list, one after the other; the next page is asked for when it is needed. */
export async function* everyRow<OnePage extends Page, Row>(
  readPage: (cursor: string | undefined) => Promise<OnePage>,
  rowsOf: (page: OnePage) => readonly Row[],
): AsyncGenerator<Row, void> {
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield* rowsOf(page);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
