/** Milliseconds that a sentence stays. */
const STAYS_MS = 6000;

/** A short sentence over the page; an empty one takes it away. */
export function createToast(element: HTMLElement): (words: string) => void {
  let timer: number | undefined;
  return (words) => {
    clearTimeout(timer);
    element.textContent = words;
    element.hidden = words === '';
    if (words) {
      timer = setTimeout(() => {
        element.hidden = true;
      }, STAYS_MS);
    }
  };
}
