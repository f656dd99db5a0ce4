import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOOPBACK, until } from './ports.mts';
import { resolveProgram } from './resolve.mts';
import type { StoreDriver } from './driver.mts';
import { secretBeside } from './secret.mts';
import { dataFolder } from './user.mts';

const ACCESS_KEY = 'course-plateform';
const BUCKET = 'course-plateform';
const SECRET_FILE = 'secret-key';
/** Of throw-away data. */
const KNOWN_SECRET = 'course-plateform';
/** What the program exists for. */
const SYSTEMS = ['linux-x64', 'linux-arm64', 'darwin-arm64'];

/** SeaweedFS, whose S3 server has passed what the storage library needs. */
export const storage: StoreDriver = {
  defaultPort: 8333,
  schemes: ['s3:', 's3+https:', 's3+http:', 'file:'],
  resolve: () => resolveProgram('storage'),
  sidePorts: 7,
  substitute: (dataDir) =>
    SYSTEMS.includes(`${process.platform}-${process.arch}`)
      ? undefined
      : pathToFileURL(dataDir).href,
  url: (port, { securedIn }) =>
    `s3+http://${ACCESS_KEY}:${secretOf(securedIn)}@${LOOPBACK}:${port}/${BUCKET}`,
  stopSignal: 'SIGTERM',
  patienceMs: 10_000,
  prepare: ({ program, dataDir, port, sidePorts, persistent }) => {
    const folder = dataFolder(dataDir, undefined);
    return {
      command: program.file,
      args: [
        '-logtostderr',
        'server',
        ...[`-ip=${LOOPBACK}`, `-ip.bind=${LOOPBACK}`, '-master.telemetry=false'],
        ...[`-dir=${filesFolder(folder)}`, '-volume.max=0', '-master.volumeSizeLimitMB=1024'],
        ...['-filer', `-filer.localSocket=${path.join(folder, 'filer.sock')}`],
        ...['-s3', `-s3.port=${port}`, `-s3.localSocket=${path.join(folder, 's3.sock')}`],
        ...[`-s3.config=${userConfig(folder, persistent)}`, '-s3.iam=false'],
        ...['-s3.port.iceberg=0', '-s3.port.lance=0'],
        ...portArguments(sidePorts),
      ],
      // Go takes six times the memory otherwise. With less than this it collects garbage ten times a second, for what the
      // program sets aside for itself: a seventh of a processor, doing nothing else.
      env: { GOMEMLIMIT: '400MiB', GOGC: '50' },
      user: undefined,
      cwd: '/',
    };
  },
  ready: (port, { securedIn }) =>
    until(() => holdsObjects(port, secretOf(securedIn)), 30_000, 200).then((ready) => ({ ready })),
};

function secretOf(securedIn: string | undefined): string {
  return securedIn === undefined ? KNOWN_SECRET : secretBeside(securedIn, SECRET_FILE);
}

function filesFolder(folder: string): string {
  const files = path.join(folder, 'files');
  mkdirSync(files, { recursive: true, mode: 0o700 });
  return files;
}

/** In a file: everybody on the machine can read the arguments of a process. */
function userConfig(folder: string, persistent: boolean): string {
  const file = path.join(folder, 's3.json');
  const secretKey = secretOf(persistent ? folder : undefined);
  const identity = {
    name: ACCESS_KEY,
    credentials: [{ accessKey: ACCESS_KEY, secretKey }],
    actions: ['Admin', 'Read', 'List', 'Tagging', 'Write'],
  };
  writeFileSync(file, JSON.stringify({ identities: [identity] }), { mode: 0o600 });
  return file;
}

function portArguments(sidePorts: readonly number[]): string[] {
  const names = [
    ...['master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc'],
    ...['filer.port', 'filer.port.grpc', 's3.port.grpc'],
  ];
  return names.map((name, index) => `-${name}=${sidePorts[index] ?? 0}`);
}

/** It listens before its parts have found each other, so only a stored object shows that it works. */
async function holdsObjects(port: number, secretAccessKey: string): Promise<boolean> {
  const { S3Client, CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } =
    await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint: `http://${LOOPBACK}:${port}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey },
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 },
  });
  const probe = { Bucket: BUCKET, Key: '.ready' };
  try {
    await client
      .send(new CreateBucketCommand({ Bucket: BUCKET }))
      .catch((error: Error) => isThere(error));
    await client.send(new PutObjectCommand({ ...probe, Body: 'ready', ContentLength: 5 }));
    await client.send(new DeleteObjectCommand(probe));
    return true;
  } catch {
    // It is asked again.
    return false;
  } finally {
    client.destroy();
  }
}

function isThere(error: Error): void {
  if (!['BucketAlreadyOwnedByYou', 'BucketAlreadyExists'].includes(error.name)) throw error;
}
