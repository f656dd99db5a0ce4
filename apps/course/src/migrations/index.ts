export const migrations = [] as const;
