import { z } from 'zod';

export const moveClockSchema = z.strictObject({ advanceSeconds: z.int().min(1).max(86_400) });

export const movedClockSchema = z.strictObject({ moved: z.int().describe('Pending challenges that became older.') });
