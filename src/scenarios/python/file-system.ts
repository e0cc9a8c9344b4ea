import type { Interpreter } from './interpreter';

/** What we use of the interpreter's file system; its own types leave these parts open. */
export interface FileNode {
  name: string;
  parent: FileNode;
  mode: number;
  /** What is in a folder by name, or the bytes of a file. */
  contents: Record<string, FileNode> | Uint8Array;
  usedBytes: number;
  link: string;
  atime: number;
  mtime: number;
  ctime: number;
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
}

export interface FileStream {
  node: FileNode;
  flags: number;
}

export interface Attributes {
  size?: number;
}

export interface MemoryFiles {
  createNode(parent: FileNode | null, name: string, mode: number, rdev: number): FileNode;
  node_ops: {
    getattr(node: FileNode): object;
    setattr(node: FileNode, attributes: Attributes): void;
    rename(node: FileNode, folder: FileNode, name: string): void;
    unlink(folder: FileNode, name: string): void;
    symlink(folder: FileNode, name: string, target: string): FileNode;
  };
  stream_ops: {
    read(
      stream: FileStream,
      buffer: Uint8Array,
      offset: number,
      length: number,
      position: number,
    ): number;
    mmap(stream: FileStream, ...rest: unknown[]): unknown;
  };
}

export interface FileSystem {
  ErrnoError: new (errno: number) => Error;
  filesystems: { MEMFS: MemoryFiles; NODEFS: unknown };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  isLink(mode: number): boolean;
  lookupNode(folder: FileNode, name: string): FileNode;
  analyzePath(path: string): { exists: boolean };
  chmod(path: string, mode: number): void;
  mkdir(path: string): void;
  mount(type: unknown, options: { root: string }, path: string): FileNode;
}

export function fileSystemOf(interpreter: Interpreter): FileSystem {
  const files: object = interpreter.FS;
  return files as FileSystem;
}

/** An error of Node as the interpreter's own, with the number that it knows. */
export function asFileError(interpreter: Interpreter, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const numbers: Readonly<Record<string, number>> = interpreter.ERRNO_CODES;
  const { ErrnoError } = fileSystemOf(interpreter);
  return new ErrnoError(numbers[code] ?? numbers['EIO']!);
}
