/**
 * YAML and Markdown turn a line break into a space. Chinese has none there: spaces between two Han characters, and
 * after full-width punctuation, came from the folding of lines and go.
 */
export const unfold = (text: string): string => text.replace(/(?<=[\u3000-\u303F\uFF00-\uFFEF”’…—]) +(?=[\p{Script=Han}\p{L}\p{N}“‘])|(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '');
