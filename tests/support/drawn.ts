import { createPictures } from '../../src/io/card/index.js';
import { listLog } from './log.js';

/** The real drawer; undefined where the optional packages are not installed. */
export const drawn = createPictures(listLog([]));
