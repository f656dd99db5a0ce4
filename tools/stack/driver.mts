import type { Program } from './resolve.mts';
import type { SystemUser } from './user.mts';

/** What differs from store to store. */
export interface StoreDriver {
  readonly defaultPort: number;
  readonly schemes: readonly string[];
  readonly stopSignal: NodeJS.Signals;
  readonly patienceMs: number;
  resolve(): Program;
  url(port: number, options?: { readonly brokerUsers: boolean }): string;
  /** Prepares the data folder and says how to start the server. */
  prepare(options: {
    readonly program: Program;
    readonly dataDir: string;
    readonly port: number;
    readonly persistent: boolean;
    readonly brokerUsers: boolean;
  }): {
    readonly command: string;
    readonly args: readonly string[];
    readonly user: SystemUser | undefined;
    readonly cwd: string;
    /** Variables of its environment besides the usual ones. */
    readonly env?: Readonly<Record<string, string>>;
  };
  /** Waits until the server does its work, not only listens. */
  ready(port: number): Promise<{ readonly ready: boolean }>;
}
