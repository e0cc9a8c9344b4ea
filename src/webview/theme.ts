import type { Fonts } from './render/canvas-renderer';

/** Colours and fonts of the page, all from VS Code's theme through the variables of `timeline.css`. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly dim: string;
  readonly line: string;
  readonly grid: string;
  readonly panel: string;
  readonly running: string;
  readonly blocking: string;
  readonly ready: string;
  readonly waiting: string;
  readonly callback: string;
  readonly job: string;
  readonly done: string;
  readonly failed: string;
  readonly cancelled: string;
  readonly focus: string;
  readonly selection: string;
  readonly error: string;
  /** Outline of every bar in high contrast themes, otherwise undefined. */
  readonly outline: string | undefined;
  /** CSS pixels. */
  readonly fontSize: number;
  readonly fonts: Fonts;
}

const COLORS = [
  'background',
  'foreground',
  'dim',
  'line',
  'grid',
  'panel',
  'running',
  'blocking',
  'ready',
  'waiting',
  'callback',
  'job',
  'done',
  'failed',
  'cancelled',
  'focus',
  'selection',
  'error',
] as const;

/** Reads the theme that the page has now. */
export function readTheme(document: Document): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string) => style.getPropertyValue(`--ls-${name}`).trim();
  const normalize = colorNormalizer(document);
  const entries = COLORS.map((name) => [name, normalize(read(name))]);
  const colors: Record<(typeof COLORS)[number], string> = Object.fromEntries(entries);
  const isHighContrast = document.body.classList.contains('vscode-high-contrast');
  const fontSize = Number.parseFloat(style.fontSize) || 13;
  return {
    ...colors,
    outline: isHighContrast ? normalize(read('outline')) : undefined,
    fontSize,
    fonts: fontsOf(style.fontFamily, read('code-font') || 'monospace', fontSize),
  };
}

/** Calls `listener` whenever VS Code changes the theme or the fonts of the page. */
export function watchTheme(document: Document, listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  // VS Code writes its variables into the style of the root element.
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

function fontsOf(family: string, code: string, size: number): Fonts {
  return {
    title: `600 ${size + 5}px ${family}`,
    label: `${size - 1}px ${family}`,
    name: `600 ${size}px ${family}`,
    note: `${Math.max(10, size - 2)}px ${family}`,
    axis: `${Math.max(10, size - 2)}px ${family}`,
    code: `${Math.max(10, size - 1.5)}px ${code}`,
  };
}

/** A canvas turns every CSS colour into `#rrggbb` or `rgba(…)`; mixed ones by a pixel that is read. */
function colorNormalizer(document: Document): (color: string) => string {
  const context = document.createElement('canvas').getContext('2d');
  return (color) => {
    if (!context) return color;
    context.fillStyle = '#808080';
    context.fillStyle = color;
    const text = String(context.fillStyle);
    return text.startsWith('#') || text.startsWith('rgb') ? text : pixel(context);
  };
}

/** The colour in which the context fills, as `#rrggbb`; for opaque ones. */
function pixel(context: CanvasRenderingContext2D): string {
  context.fillRect(0, 0, 1, 1);
  const channels = [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
