import type { Table } from '../model.js';

export const SENTENCE: Table = { scale: 1, rows: [] };
