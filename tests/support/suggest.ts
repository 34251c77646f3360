import type { Member, Place } from '../../src/ports.js';
import { HALL, LIN, MAYA, say, words } from './members.js';
import type { World } from './world.js';

export const STEM = 'What do all containers of one Pod share?';

/** The line that suggests a question: the right option is “the network”. */
export const lineFor = (stem = STEM, lesson = '13'): string =>
  `question suggest ${lesson} ${stem} | *the network // so do hosts | a file system // only volumes | one process | an image | = they see one localhost`;

/** A member suggests a question; how it is named. @throws Error where it was not taken */
export async function suggested(world: World, stem = STEM, lesson = '13', by: Member = MAYA, place: Place = HALL): Promise<string> {
  const reply = words(await say(world, lineFor(stem, lesson), { member: by, place }));
  const ref = /\bq\d+\b/.exec(reply)?.[0];
  if (ref === undefined) throw new Error(reply);
  return ref;
}

/** The same, approved. */
export async function approved(world: World, stem = STEM, lesson = '13', by: Member = MAYA, place: Place = HALL): Promise<string> {
  const ref = await suggested(world, stem, lesson, by, place);
  await say(world, `question approve ${ref}`, { member: LIN, place });
  return ref;
}
