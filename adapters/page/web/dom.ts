/** The only way in which this page makes elements: text is always text, never markup. */
type Child = Node | string | false | undefined;

interface Props {
  readonly class?: string | undefined;
  readonly attrs?: Readonly<Record<string, string | boolean | undefined>>;
  readonly on?: { readonly [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };
}

export function el<T extends keyof HTMLElementTagNameMap>(tag: T, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (props.class) made.className = props.class;
  for (const [name, value] of Object.entries(props.attrs ?? {})) {
    if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  for (const [name, run] of Object.entries(props.on ?? {})) made.addEventListener(name, run as EventListener);
  made.append(...children.filter((child): child is Node | string => typeof child === 'string' || child instanceof Node));
  return made;
}

const PATHS = {
  eye: 'M2 8s2.200-4.200 6-4.200S14 8 14 8s-2.200 4.200-6 4.200S2 8 2 8zM8 6.300a1.700 1.700 0 1 0 0 3.400 1.700 1.700 0 0 0 0-3.400z',
  braces: 'M6 2.500c-1.700 0-2 .8-2 2v1.800C4 7.300 3.500 8 2.500 8 3.500 8 4 8.700 4 9.700v1.800c0 1.200.3 2 2 2M10 2.500c1.700 0 2 .8 2 2v1.800c0 1 .5 1.700 1.500 1.700-1 0-1.500.7-1.500 1.700v1.800c0 1.200-.3 2-2 2',
  send: 'M2.500 8h10M8.500 4l4 4-4 4',
  clock: 'M8 2.200a5.800 5.800 0 1 0 0 11.600A5.800 5.800 0 0 0 8 2.200zM8 5v3.200l2.200 1.300',
  pin: 'M6 2.500h4l-.5 4.500 2 2.500h-7l2-2.500zM8 9.500v4',
  thread: 'M4 2.500v6c0 1.500.8 2.500 2.500 2.500h6M9.500 8l3 3-3 3',
  keep: 'M4.500 2.500h7v11L8 10.700l-3.500 2.800z',
  down: 'M4 6.500l4 4 4-4',
  left: 'M9.500 4l-4 4 4 4',
  right: 'M6.500 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  calendar: 'M2.500 4h11v9.500h-11zM2.500 7.200h11M5.500 2.300v3M10.500 2.300v3',
  out: 'M6.500 3.500h-3v9h9v-3M9 3h4v4M13 3L7.500 8.500',
} as const;

const SVG = 'http://www.w3.org/2000/svg';

/** A 16-pixel line icon, hidden from screen readers: a text beside it says what it means. */
export function icon(name: keyof typeof PATHS): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of [['viewBox', '0 0 16 16'], ['class', 'icon'], ['aria-hidden', 'true']] as const) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A web address that may become a link, or undefined for every other scheme. */
export function webAddress(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || !/^https?:\/\//i.test(raw)) return undefined;
  try {
    return new URL(raw).href;
  } catch {
    return undefined;
  }
}

/** A link that opens beside the page; plain words where the address is no web address. */
export function anchor(url: unknown, className: string, ...children: (Node | string)[]): HTMLElement {
  const href = webAddress(url);
  if (!href) return el('span', {}, ...children);
  return el('a', { class: className, attrs: { href, target: '_blank', rel: 'noopener noreferrer' } }, ...children);
}
