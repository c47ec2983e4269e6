import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMegabytes: number;
  readonly system: string;
  readonly node: string;
}

/** What the figures were measured on. Names no host and no person. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryMegabytes: Math.round(totalmem() / 1024 / 1024),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}
