import { parseArgs } from 'node:util';
import { Failure, runTool } from '../shared/failure.mts';
import { runSession } from './session.mts';

const HELP = `Starts the whole platform: stores, ten services, the gateway, and a demo the first time.

  npm start                          everything
  npm start -- --only course,user    these services (and the gateway), with all stores
  npm start -- --no-seed             without the demo
  npm run stack -- status            what runs, where
  npm run stack -- logs [service]    what they write
  npm run stack -- stop              stops a start in another terminal
  npm run stack -- reset             removes all data

Settings in the environment, in .env, or for one service in apps/<service>/.env: POSTGRES_URL, MONGODB_URL, NATS_URL, REDIS_URL take a server of yours in the place of a
built-in one (\`docker compose up -d\` starts all four); POSTGRES_PORT, MONGODB_PORT, NATS_PORT, REDIS_PORT say where
the built-in ones listen. SMTP_URL takes a mail server of yours in the place of the mailbox, which keeps every mail and
shows it on a page; the demo, whose users confirm their addresses there, then needs
UNVERIFIED_PERMISSIONS_WITHHELD=none. GOOGLE_CLIENT_ID takes Google in the place of its stand-in, and
STRIPE_SECRET_KEY takes Stripe. Every setting of .env.example works too.
`;

await runTool(async () => {
  const options = readOptions();
  if (!options.help) return runSession(options);
  process.stdout.write(HELP);
  return 0;
});

function readOptions(): { help: boolean; only: string[] | undefined; seed: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        only: { type: 'string' },
        'no-seed': { type: 'boolean', default: false },
      },
    });
    return {
      help: values.help,
      only: values.only?.split(',').map((name) => name.trim()),
      seed: !values['no-seed'],
    };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('.')[0] ?? '') : '';
    throw new Failure(`${reason}. \`npm start -- --help\` tells the options.`);
  }
}
