import { TestRunner, type RunnerTestCase } from 'vitest';
import { watchStandstills } from './awake.js';

/** A standstill of so many milliseconds may use up a time limit of the product itself. */
const LONG_MS = 200;
const standstillMs = watchStandstills();

/** A test that fails while its machine stands still has said nothing of the product: it is played again, and the report says so. Any other failure counts at once. */
export default class Runner extends TestRunner {
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    await super.onBeforeRunTask(test);
    test.retry ??= { count: 2, condition: () => standstillMs() > LONG_MS };
  }

  override onBeforeTryTask(test: RunnerTestCase): void {
    super.onBeforeTryTask(test);
    standstillMs();
  }
}
