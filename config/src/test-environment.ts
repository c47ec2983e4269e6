/** A MongoDB that the tests may use: they make databases of their own there, and drop them. */
export function testMongoUrl(): string | undefined {
  return process.env.OTPOST_TEST_MONGODB_URL;
}

/** Replays a chaos run: what it prints as its seed. Undefined: a new one each time. */
export function testChaosSeed(): number | undefined {
  const text = process.env.OTPOST_TEST_CHAOS_SEED;
  return text === undefined ? undefined : Number(text);
}
