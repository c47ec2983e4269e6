/** What every record has that is settled by version. */
export const setting = { id: 'text', version: 'number', createdAt: 'number', updatedAt: 'number' } as const;
/** What a setting has beside, whose past versions are kept. */
export const versioned = { ...setting, changedBy: 'text?' } as const;
