export const STORE_NAMES = ['postgres', 'mongodb', 'nats', 'redis', 'storage'] as const;

export type StoreName = (typeof STORE_NAMES)[number];

/** How a store is called in sentences. */
export const STORE_TITLES: Readonly<Record<StoreName, string>> = {
  postgres: 'PostgreSQL',
  mongodb: 'MongoDB',
  nats: 'NATS',
  redis: 'Redis',
  storage: 'Object storage',
};
