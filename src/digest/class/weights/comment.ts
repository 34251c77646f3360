import type { Table } from '../model.js';

export const COMMENT: Table = { scale: 1, rows: [] };
