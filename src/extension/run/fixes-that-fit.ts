import * as vscode from 'vscode';
import type { Finding } from '../../analysis/finding';

/**
 * The findings of a saved run, without fixes for files that were changed after it: their places are those of
 * another text. `recorded`: ISO 8601.
 */
export async function withFixesThatFit(
  findings: readonly Finding[],
  recorded: string,
): Promise<readonly Finding[]> {
  const files = findings.flatMap(({ fix, position }) => (fix && position ? [position.file] : []));
  const changed = new Set<string>();
  for (const file of new Set(files)) {
    if (await isChangedSince(file, Date.parse(recorded))) changed.add(file);
  }
  return findings.map((finding) => {
    if (!finding.position || !changed.has(finding.position.file)) return finding;
    const { fix, otherFix, ...rest } = finding;
    return rest;
  });
}

/** `time`: milliseconds of the system's clock. */
async function isChangedSince(file: string, time: number): Promise<boolean> {
  const uri = vscode.Uri.file(file);
  const open = vscode.workspace.textDocuments.find((one) => one.uri.fsPath === uri.fsPath);
  if (open?.isDirty) return true;
  const { mtime } = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => ({
    mtime: 0,
  }));
  return mtime > time;
}
