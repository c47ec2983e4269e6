import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    // `which` says no by its exit code.
    return false;
  }
}

/** Which real peers this machine has; one that is not there is named in one visible line. */
export function debianTools(): { readonly oathtool: boolean; readonly zbarimg: boolean } {
  const tools = { oathtool: isThere('oathtool'), zbarimg: isThere('zbarimg') };
  const missing = Object.entries(tools).filter(([, there]) => !there);
  for (const [name] of missing) process.stderr.write(`${name} is not installed: its tests are skipped\n`);
  return tools;
}

/** What a user's authenticator shows, by a program that is not ours. */
export function oathtoolCode(secret: string, more: readonly string[] = []): string {
  return execFileSync('oathtool', ['--totp=sha1', '-b', ...more, secret], { encoding: 'utf8' }).trim();
}

/** What a camera reads in the picture. */
export function readQrCode(dataUrl: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'otpost-qr-'));
  try {
    const file = join(directory, 'qr.png');
    writeFileSync(file, Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'));
    return execFileSync('zbarimg', ['--quiet', '--raw', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } finally {
    rmSync(directory, { recursive: true });
  }
}
