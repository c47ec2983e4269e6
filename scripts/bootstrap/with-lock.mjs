import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMilliseconds = 2_000;
// A live holder touches the file every 2 s; a process id alone could belong to somebody else by now.
const staleAfterMilliseconds = 30_000;

function unless(code, work) {
  try {
    return work();
  } catch (error) {
    if (error.code === code) return undefined;
    throw error;
  }
}

function tryToTake(path) {
  const taken = unless('EEXIST', () => {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  });
  return taken === true;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whose lock it is when that process is gone; an empty text is a holder between creating the file and writing it. */
function findDeadHolder(path) {
  return unless('ENOENT', () => {
    const holder = readFileSync(path, 'utf8');
    const silentForMilliseconds = Date.now() - statSync(path).mtimeMs;
    const isDead = holder !== '' && !isAlive(Number(holder));
    return isDead || silentForMilliseconds > staleAfterMilliseconds ? holder : undefined;
  });
}

/** Moves the dead lock away. Should it turn out to be a new one of somebody quicker, it goes back. */
function removeDeadLock(path, deadHolder) {
  const aside = `${path}.${process.pid}`;
  unless('ENOENT', () => {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== deadHolder) unless('EEXIST', () => linkSync(aside, path));
    rmSync(aside);
  });
}

/** Runs the work while no other process on this machine does; waits its turn, and takes over from a dead holder. */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryToTake(path)) {
    const deadHolder = findDeadHolder(path);
    if (deadHolder !== undefined) {
      removeDeadLock(path, deadHolder);
      continue;
    }
    if (!told) process.stderr.write('Another otpost is installing or building; waiting for it ...\n');
    told = true;
    await sleep(200);
  }
  const touch = () => unless('ENOENT', () => utimesSync(path, new Date(), new Date()));
  const heartbeat = setInterval(touch, heartbeatMilliseconds);
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    release();
  }
}
