// Letters that look alike on every machine: those of the font that the browser from npm brings.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** For a browser that takes pictures. */
export const LETTER_FLAGS = [
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
];

const FACES = [
  ['Regular', '400'],
  ['Bold', '600'],
];

/**
 * Makes the timeline draw its letters with that font. (A page of VS Code takes no style and no font from
 * elsewhere in any other way.)
 * @param {import('playwright-core').Frame | import('playwright-core').Page} frame of the timeline
 * @param {string} fonts the folder of the fonts, as `Browser` has it
 */
export async function steadyLetters(frame, fonts) {
  const faces = await Promise.all(
    FACES.map(async ([name, weight]) => {
      const bytes = await readFile(join(fonts, 'Open_Sans', `OpenSans-${name}.ttf`));
      return { weight, base64: bytes.toString('base64') };
    }),
  );
  await frame.evaluate(useFaces, faces);
}

/** Runs in the page. What was drawn with other letters is drawn anew, as after a change of the theme. */
async function useFaces(faces) {
  const family = 'Pictured';
  for (const { weight, base64 } of faces) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    document.fonts.add(await new FontFace(family, bytes, { weight }).load());
  }
  const sheet = new CSSStyleSheet();
  const variables = ['--vscode-font-family', '--vscode-editor-font-family'];
  const rules = variables.map((name) => `${name}: ${family} !important;`).join(' ');
  sheet.replaceSync(`:root { ${rules} }`);
  document.adoptedStyleSheets.push(sheet);
  document.documentElement.style.setProperty('--vscode-letters-are-steady', '1');
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
