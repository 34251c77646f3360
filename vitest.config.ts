import { defineConfig } from 'vitest/config';

/** Several real processes each, with kills and freezes whose ends are waited for: beside others they would wait for the processor. */
const CROWDED = ['tests/faults/three-processes.test.ts', 'tests/faults/outage.test.ts', 'tests/schedule-killed.test.ts', 'tests/schedule-scale.test.ts', 'tests/slack.replicas.test.ts', 'tests/cli-import-folder.test.ts'];

const shared = {
  globalSetup: ['tests/support/build.ts'],
  // programs that are started and stopped take their time on a busy machine
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // no test asserts times: what is waited for comes, or does not come at all
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    projects: [
      // most tests wait for sockets, processes or a disk, so two at a time on two cores
      { test: { ...shared, name: 'all', include: ['tests/**/*.test.ts'], exclude: CROWDED, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      { test: { ...shared, name: 'crowded', include: CROWDED, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
