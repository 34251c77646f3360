import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest come first, so that no worker is left with one of them in the end. Seconds, as once measured. */
const LONG: Readonly<Record<string, number>> = {
  'schedule-killed-discord': 254,
  'faults/three-processes': 167,
  dialogues: 112,
  'schedule-killed-slack': 94,
  'security/secrets': 88,
  'security/work': 80,
  'security/rights': 75,
  'faults/outage': 62,
  'cli-questions': 58,
  doctor: 43,
  'security/fuzz-lines': 43,
  'security/fuzz-files': 39,
  'schedule-scale': 36,
  'discord-shards': 33,
  'bot-leak': 29,
};

const seconds = ({ moduleId }: TestSpecification): number => LONG[/\/tests\/(.+)\.test\.ts$/.exec(moduleId)?.[1] ?? ''] ?? 0;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => seconds(b) - seconds(a));
  }
}
