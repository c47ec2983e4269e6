import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createLogger } from './log.js';
import { createRateLimitedLog } from './rate-limited-log.js';

function setUp() {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const clock = { time: 0 };
  const log = createRateLimitedLog(createLogger({ level: 'info', name: 'test', destination }), () => clock.time);
  return { lines, clock, log };
}

test('the same message is written once a second, and then says how many were left out', () => {
  const { lines, clock, log } = setUp();
  for (clock.time = 0; clock.time < 3000; clock.time += 10) log('error', 'Redis is down', { attempt: clock.time });
  expect(lines.map(({ attempt, suppressed }) => ({ attempt, suppressed }))).toEqual([
    { attempt: 0, suppressed: undefined },
    { attempt: 1000, suppressed: 99 },
    { attempt: 2000, suppressed: 99 },
  ]);
});

test('different messages and levels do not hold each other back', () => {
  const { lines, log } = setUp();
  log('error', 'one');
  log('error', 'two');
  log('warn', 'one');
  expect(lines).toHaveLength(3);
});

test('a clock that is set back does not silence a message', () => {
  const { lines, clock, log } = setUp();
  clock.time = 3_600_000;
  log('error', 'one');
  clock.time = 0;
  log('error', 'one');
  expect(lines).toHaveLength(2);
});

test('messages without end are still written, and not all remembered', () => {
  const { lines, log } = setUp();
  for (let number = 0; number < 1200; number += 1) log('error', `message ${number}`);
  expect(lines).toHaveLength(1200);
});
