/** What every record has that is settled by version. */
export const setting = { id: 'text', version: 'number', createdAt: 'number', updatedAt: 'number' } as const;
