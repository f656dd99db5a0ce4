export const STORE_NAMES = ['postgres', 'mongodb', 'nats', 'redis', 'storage'] as const;

export type StoreName = (typeof STORE_NAMES)[number];

/** Where the stores are that a program uses. Only what works with files needs the object storage. */
export type StoreUrls = Readonly<Record<Exclude<StoreName, 'storage'>, string>> & {
  readonly storage?: string;
};

/** How a store is called in sentences. */
export const STORE_TITLES: Readonly<Record<StoreName, string>> = {
  postgres: 'PostgreSQL',
  mongodb: 'MongoDB',
  nats: 'NATS',
  redis: 'Redis',
  storage: 'Object storage',
};
