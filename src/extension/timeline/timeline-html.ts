/** What the page needs to know to load its parts. URIs are those of the webview. */
export interface TimelinePage {
  readonly cspSource: string;
  /** Fresh for each page. */
  readonly nonce: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** BCP 47, such as `en`. */
  readonly language: string;
  readonly title: string;
}

/** What a page without a script needs. */
export type ProblemPage = Pick<TimelinePage, 'cspSource' | 'styles' | 'language' | 'title'>;

/** The timeline's page: no inline script or style, and nothing from outside the extension. */
export function timelineHtml(page: TimelinePage): string {
  const nonce = escapeHtml(page.nonce);
  return pageOf(
    page,
    [`script-src 'nonce-${page.nonce}'`],
    `  <main id="app"></main>
  <script nonce="${nonce}" src="${escapeHtml(page.script)}"></script>`,
  );
}

/** A page that says in a sentence why there is no timeline. */
export function problemHtml(page: ProblemPage, problem: string): string {
  return pageOf(
    page,
    [],
    `  <main id="app">
    <div class="notice notice-page" role="alert">
      <strong>${escapeHtml(page.title)}</strong>
      <p>${escapeHtml(problem)}</p>
    </div>
  </main>`,
  );
}

function pageOf(page: ProblemPage, sources: readonly string[], body: string): string {
  const policy = [
    `default-src 'none'`,
    ...sources,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource}`,
  ].join('; ');
  const styles = page.styles.map((href) => `  <link rel="stylesheet" href="${escapeHtml(href)}">`);
  // VS Code's own items of the context menu are for texts.
  const context = escapeHtml(JSON.stringify({ preventDefaultContextMenuItems: true }));
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
${styles.join('\n')}
  <title>${escapeHtml(page.title)}</title>
</head>
<body data-vscode-context="${context}">
${body}
</body>
</html>
`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}
