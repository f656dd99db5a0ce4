// Loaded before a program whose processor time is to be explained. SIGUSR2 begins a CPU profile; the next one ends it
// and writes it into PROFILE_FOLDER, under the numbers of the process and of the profile.
const { renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const path = require('node:path');

const SAMPLE_US = 500;

const session = new Session();
let begun = 0;
let ended = 0;

process.on('SIGUSR2', () => {
  if (begun > ended) session.post('Profiler.stop', end);
  else begin();
});

function begin() {
  begun += 1;
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  session.post('Profiler.start');
}

function end(error, result) {
  if (error) throw error;
  session.disconnect();
  ended += 1;
  const file = path.join(process.env.PROFILE_FOLDER, `${process.pid}-${ended}.cpuprofile`);
  // Whoever waits for the file never sees half of it.
  writeFileSync(`${file}.new`, JSON.stringify(result.profile));
  renameSync(`${file}.new`, file);
}
