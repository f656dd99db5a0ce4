import type { Program } from './resolve.mts';
import type { SystemUser } from './user.mts';

/** What differs from store to store. */
export interface StoreDriver {
  readonly defaultPort: number;
  readonly schemes: readonly string[];
  readonly stopSignal: NodeJS.Signals;
  readonly patienceMs: number;
  resolve(): Program;
  /** How many ports it opens besides its own, which nobody else needs to know. */
  readonly sidePorts?: number;
  /** An address that needs no server, for systems that the program does not exist for. */
  substitute?(dataDir: string): string | undefined;
  url(port: number, options: AddressOptions): string;
  /** Prepares the data folder and says how to start the server. */
  prepare(options: {
    readonly program: Program;
    readonly dataDir: string;
    readonly port: number;
    readonly sidePorts: readonly number[];
    readonly persistent: boolean;
    readonly brokerUsers: boolean;
  }): {
    readonly command: string;
    readonly args: readonly string[];
    readonly user: SystemUser | undefined;
    readonly cwd: string;
    /** Variables of its environment besides the usual ones. */
    readonly env?: Readonly<Record<string, string>>;
    /** What its log goes through on the way to the file. */
    readonly logFilter?: readonly [string, ...string[]];
  };
  /** Waits until the server does its work, not only listens. */
  ready(port: number, options: AddressOptions): Promise<{ readonly ready: boolean }>;
}

/** What the address of a store depends on besides its port. */
export interface AddressOptions {
  readonly brokerUsers: boolean;
  /** The data folder of a store that wants a password, which is kept there. Throw-away stores want none. */
  readonly securedIn?: string;
}
