/** A MongoDB that the tests may use: they make databases of their own there, and drop them. */
export function testMongoUrl(): string | undefined {
  return process.env.OTPOST_TEST_MONGODB_URL;
}
