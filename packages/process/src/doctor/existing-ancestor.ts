import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The path itself, or the nearest directory above it that exists: where it would be made. */
export async function existingAncestor(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    return existingAncestor(parent);
  }
}
