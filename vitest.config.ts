import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/build.ts'],
    // most tests wait for sockets, processes or a disk, so two at a time on two cores
    maxWorkers: 2,
    // programs that are started and stopped take their time on a busy machine
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // no test asserts times: what is waited for comes, or does not come at all
    expect: { poll: { timeout: 30_000 } },
  },
});
