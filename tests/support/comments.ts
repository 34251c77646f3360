import { lessonAt } from '../../src/course/course.js';
import type { PlacedComment } from '../../src/digest/comment.js';
import { commentsOn } from '../../src/digest/shelf.js';
import { blockText, type Reply } from '../../src/reply.js';
import { HALL, MAYA } from './members.js';
import type { World } from './world.js';

export const EVE = { ...MAYA, id: 'x:eve', name: 'Eve' };

/** All comments on a lesson as a group sees them. */
export function commentsIn({ hall }: World, lesson: string, group: string | undefined = HALL.group): Promise<PlacedComment[]> {
  const { store, library } = hall.parts;
  const { course } = library();
  return commentsOn(store, course.id, lessonAt(course, lesson)!, group);
}

/** The group's own ones. */
export const ownIn = async (world: World, lesson: string, group?: string): Promise<PlacedComment[]> => (await commentsIn(world, lesson, group)).filter((one) => one.source === 'group');

/** The texts of a reply's quotes. */
export const quoted = (reply: Reply): string[] => reply.blocks.flatMap((block) => (block.kind === 'quote' ? [blockText(block)] : []));
