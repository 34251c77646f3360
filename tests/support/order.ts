import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest come first, so that no worker is left with one of them in the end. Seconds, as once measured. */
const LONG: Readonly<Record<string, number>> = {
  'faults/three-processes': 165,
  'schedule-killed-discord': 110,
  'security/secrets': 78,
  dialogues: 70,
  'faults/outage': 63,
  'security/work': 62,
  'schedule-killed-slack': 60,
  'security/rights': 50,
  'schedule-scale': 35,
  doctor: 35,
  'discord-shards': 33,
  'cli-questions': 30,
  'security/fuzz-lines': 28,
  'security/fuzz-files': 27,
  'bot-leak': 22,
};

const seconds = ({ moduleId }: TestSpecification): number => LONG[/\/tests\/(.+)\.test\.ts$/.exec(moduleId)?.[1] ?? ''] ?? 0;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => seconds(b) - seconds(a));
  }
}
