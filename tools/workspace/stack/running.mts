import { Failure } from '../shared/failure.mts';
import { developmentEnvironment, loadEnvironmentFile } from './environment-files.mts';
import { programEnvironment } from './environment.mts';
import { liveRuns } from './run.mts';
import { STORE_NAMES, STORE_TITLES, type StoreName, type StoreUrls } from './store-names.mts';
import { builtInUrl } from './stores.mts';

/**
 * Where the stores are that the commands of the services use: those the environment names, else those of the running
 * `npm start`. None of them reads files.
 */
export function findStores(): StoreUrls {
  const names = STORE_NAMES.filter((name) => name !== 'storage');
  return Object.fromEntries(names.map((name) => [name, findStore(name)])) as StoreUrls;
}

/** Where one of them is. @throws Failure when neither the environment nor a running `npm start` says so */
export function findStore(name: StoreName): string {
  loadEnvironmentFile();
  const [running] = liveRuns('start');
  const variable = `${name.toUpperCase()}_URL`;
  const url = process.env[variable] ?? builtIn(name, running?.addresses[STORE_TITLES[name]]);
  if (url !== undefined) return url;
  throw new Failure(
    `The platform does not run here, and ${variable} does not say where ${STORE_TITLES[name]} is: ` +
      'start it with `npm start`, or set the variable.',
  );
}

/** What a service's process needs to reach its stores, and nothing it would listen on. */
export function serviceEnvironment(service: string, stores: StoreUrls): NodeJS.ProcessEnv {
  const inherited = developmentEnvironment(service);
  return programEnvironment({ program: service, ports: new Map(), stores, inherited });
}

/** The record of a run keeps addresses without secrets; those of built-in stores are always the same. */
function builtIn(name: StoreName, address: string | undefined): string | undefined {
  return address === undefined ? undefined : builtInUrl(name, Number(new URL(address).port));
}
