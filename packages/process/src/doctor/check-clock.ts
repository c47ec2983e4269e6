import type { Clock } from '@otpost/core/clock';
import type { Redis } from 'ioredis';
import { bad, type Finding, good } from './finding.js';

/** Expiry goes by the time of Redis, TOTP by that of the process: further apart than this, codes fail. */
export const mostClockOffsetMilliseconds = 2000;

/** How far the clock of Redis is ahead of ours; half of the round trip is taken off. */
export async function clockOffsetMilliseconds(redis: Pick<Redis, 'time'>, now: Clock): Promise<number> {
  const before = now();
  const [seconds, microseconds] = await redis.time();
  const after = now();
  return Math.round(Number(seconds) * 1000 + Number(microseconds) / 1000 - (before + after) / 2);
}

export async function checkClock(redis: Pick<Redis, 'time'>, now: Clock): Promise<Finding> {
  const offset = await clockOffsetMilliseconds(redis, now);
  const distance = `${(Math.abs(offset) / 1000).toFixed(1)} s`;
  if (Math.abs(offset) <= mostClockOffsetMilliseconds)
    return good('clock', `The clock is ${distance} from that of Redis`);
  return bad(
    'clock',
    `The clock is ${distance} ${offset > 0 ? 'behind' : 'ahead of'} that of Redis`,
    'Set both clocks by NTP (timedatectl set-ntp true) on this machine and on that of Redis',
  );
}
