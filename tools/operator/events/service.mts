import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Failure } from '#workspace/shared/failure.mts';
import { ROOT } from '#workspace/shared/paths.mts';
import { GATEWAY, PROGRAMS } from '#workspace/stack/environment.mts';
import { builtMain } from '#workspace/stack/programs.mts';
import type { StoreUrls } from '#workspace/stack/store-names.mts';
import { serviceEnvironment } from '#workspace/stack/running.mts';

/** The services that tell or consume events. */
export const SERVICES = PROGRAMS.filter((program) => program !== GATEWAY);

/** Service processes that run at once: each is a whole service for a second or two. */
const AT_ONCE = 3;

/** Runs `node dist/apps/<service>/src/main.js events …` and reads its response. */
export class ServiceCommands {
  private readonly stores: StoreUrls;

  constructor(stores: StoreUrls) {
    this.stores = stores;
  }

  /**
   * Runs the command of one service.
   * @param onLine gets what the service says while it works
   * @throws Failure with the service's last sentence
   */
  run<Response>(
    service: string,
    args: readonly string[],
    onLine: (line: string) => void = () => undefined,
  ): Promise<Response> {
    const main = builtMain(service);
    if (!existsSync(main)) {
      throw new Failure(`${service} has no built output: \`npm run build\` makes it.`);
    }
    const child = spawn(process.execPath, [main, 'events', ...args], {
      cwd: ROOT,
      env: serviceEnvironment(service, this.stores),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let response = '';
    const output: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => (response += chunk.toString('utf8')));
    createInterface({ input: child.stderr }).on('line', (line) => {
      output.push(line);
      onLine(line);
    });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(JSON.parse(response) as Response);
        else reject(new Failure(sentenceOf(service, output)));
      });
    });
  }

  /** Runs the same command of several services. @returns the responses in the order of the services */
  async runAll<Response>(
    services: readonly string[],
    args: readonly string[],
    onLine: (service: string, line: string) => void = () => undefined,
  ): Promise<{ readonly service: string; readonly response: Response }[]> {
    const responses = new Map<string, Response>();
    const waiting = [...services];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const service = next;
        const response = this.run<Response>(service, args, (line) => onLine(service, line));
        responses.set(service, await response);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return [...responses]
      .map(([service, response]) => ({ service, response }))
      .sort((one, other) => services.indexOf(one.service) - services.indexOf(other.service));
  }
}

/** The services to call. @throws Failure when there is none of that name */
export function chooseServices(name: string | undefined): readonly string[] {
  if (name === undefined) return SERVICES;
  if (SERVICES.includes(name)) return [name];
  throw new Failure(`There is no service called ${name}. There are: ${SERVICES.join(', ')}.`);
}

function sentenceOf(service: string, output: readonly string[]): string {
  const words = output.filter((line) => !line.startsWith('{') && !/^\s+at /.test(line));
  return words.join('\n').trim() || `The ${service} service ended without a word.`;
}
