import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/order.js';

/** Something has to happen in time here: what a busy machine would hold up too long runs before all others. */
const PROMPT = ['tests/faults/three-processes.test.ts', 'tests/faults/outage.test.ts', 'tests/schedule-scale.test.ts', 'tests/slack.replicas.test.ts', 'tests/cli-import-folder.test.ts'];
/** Rules under very many inputs, and many kills: they take half of the time, and no version of Node changes them. */
const ONCE = ['tests/schedule-killed-*.test.ts', 'tests/security/**/*.test.ts', 'tests/formats/**/*.test.ts', 'tests/bot-*-killed.test.ts', 'tests/bot-game-model.test.ts', 'tests/bot-leak.test.ts'];
const behind = ['tests/support/behind.ts'];

const shared = {
  globalSetup: ['tests/support/build.ts'],
  runner: './tests/support/runner.ts',
  // programs that are started and stopped take their time on a busy machine
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // no test asserts times: what is waited for comes, or does not come at all
  expect: { poll: { timeout: 30_000 } },
  // most tests wait for sockets, processes or a disk, so twice as many at a time as the two cores that there are in CI
  maxWorkers: 4,
};

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...shared, name: 'prompt', include: PROMPT } },
      { test: { ...shared, name: 'once', include: ONCE, setupFiles: behind } },
      // no test replaces a module, so a worker loads each one once and not once a file
      { test: { ...shared, name: 'all', isolate: false, include: ['tests/**/*.test.ts'], exclude: [...PROMPT, ...ONCE], setupFiles: behind } },
    ],
  },
});
