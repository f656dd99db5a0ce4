// Loaded before a program of ours that is started in advance: it loads the packages that the program is going to use,
// which takes longer than the program's own code, and waits for its turn on its input.
const { readSync } = require('node:fs');
const { createRequire } = require('node:module');

const load = createRequire(process.argv[1]);
for (const name of process.env.SPARE_PACKAGES.split(',')) {
  try {
    load(name);
  } catch {
    // The program loads it again, if it needs it, and says what is wrong.
  }
}
delete process.env.SPARE_PACKAGES;

// Nothing is read when who started this is gone.
if (readSync(0, Buffer.alloc(1)) === 0) process.exit(0);
