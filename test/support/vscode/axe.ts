import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../../src/extension/contributions';
import type { Driver } from './driver';

/** A rule of axe that a page breaks, with the elements that do. */
export interface Violation {
  readonly rule: string;
  readonly elements: readonly string[];
}

const RUN = `axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => ({
    rule: id,
    elements: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary),
  })),
)`;

/** What axe-core finds wrong in the page of the visible webview: all rules that it has on by default. */
export async function violations(driver: Driver): Promise<Violation[]> {
  const isThere = await driver.evaluate<boolean>('typeof axe === "object"', 'webview');
  if (!isThere)
    await driver.evaluate(`(() => {\n${await source()}\n; return true; })()`, 'webview');
  return driver.evaluate(RUN, 'webview');
}

async function source(): Promise<string> {
  const root = vscode.extensions.getExtension(EXTENSION_ID)!.extensionPath;
  return readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
}
