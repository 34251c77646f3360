/** What people type, as the readers of this folder compare it: one width and case, without quotation marks, blanks folded. */
export const plain = (typed: string): string => typed.normalize('NFKC').toLowerCase().replace(/["'“”‘’「」『』《》]/g, '').replace(/\s+/g, ' ').trim();
