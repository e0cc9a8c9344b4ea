import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  type Attributes,
  asFileError,
  type FileNode,
  type FileStream,
  type FileSystem,
  fileSystemOf,
} from './file-system';
import type { Interpreter } from './interpreter';
import { guestPath } from './paths';

/** The bits of `open` flags that ask to write: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND. */
const WRITE_FLAGS = 1 | 2 | 64 | 512 | 1024;

/** The bits of a mode that let somebody write; inside, whoever may read may write. */
const WRITABLE = 0o200;

type OpenFile = FileStream & { descriptor?: number };

/** What a program did to its files, by their paths inside the interpreter. */
export interface FileChanges {
  readonly written: readonly string[];
  /** Files and folders of the machine that are no more, as far as the program sees. */
  readonly removed: readonly string[];
}

/**
 * Folders of the machine as a program sees them, with changes that nobody else sees.
 *
 * 1. Nothing on the machine is ever changed.
 * 2. Files are read when they are asked for, so the size of a folder does not matter.
 * 3. A file that is opened to be written is copied into memory first, and stays there.
 */
export class PrivateFiles {
  readonly #files: FileSystem;
  readonly #roots: { readonly path: string; readonly node: FileNode }[] = [];
  /** Where on the machine a node's content is, unless it is in memory. */
  readonly #places = new WeakMap<FileNode, string>();
  /** What a folder of the machine has no more. */
  readonly #gone = new WeakMap<FileNode, Set<string>>();
  readonly #written = new WeakSet<FileNode>();
  readonly #folderOperations: Record<string, unknown>;
  readonly #fileOperations: Record<string, unknown>;
  readonly #streamOperations: Record<string, unknown>;

  constructor(private readonly interpreter: Interpreter) {
    this.#files = fileSystemOf(interpreter);
    const { MEMFS } = this.#files.filesystems;
    this.#folderOperations = {
      ...MEMFS.node_ops,
      lookup: (folder: FileNode, name: string) => this.#lookup(folder, name),
      mknod: (folder: FileNode, name: string, mode: number, rdev: number) =>
        this.#make(folder, name, mode, rdev),
      rename: (node: FileNode, folder: FileNode, name: string) => this.#rename(node, folder, name),
      unlink: (folder: FileNode, name: string) => this.#remove(folder, name),
      rmdir: (folder: FileNode, name: string) => this.#removeFolder(folder, name),
      readdir: (folder: FileNode) => ['.', '..', ...this.#names(folder)],
      symlink: (folder: FileNode, name: string, target: string) =>
        this.#own(MEMFS.node_ops.symlink(folder, name, target)),
    };
    this.#fileOperations = {
      getattr: MEMFS.node_ops.getattr,
      setattr: (node: FileNode, attributes: Attributes) => {
        this.#takeIntoMemory(node, attributes.size === 0);
        MEMFS.node_ops.setattr(node, attributes);
      },
    };
    this.#streamOperations = {
      ...MEMFS.stream_ops,
      open: (stream: OpenFile) => this.#open(stream),
      close: ({ descriptor }: OpenFile) => {
        if (descriptor !== undefined) closeSync(descriptor);
      },
      read: (stream: OpenFile, ...rest: ReadArguments) => this.#read(stream, rest),
      mmap: (stream: OpenFile, ...rest: unknown[]) => {
        this.#takeIntoMemory(stream.node);
        return MEMFS.stream_ops.mmap(stream, ...rest);
      },
    };
  }

  /** Shows `folder` inside the interpreter under `path`, where a folder must be. */
  mount(folder: string, path: string): void {
    const type = { mount: () => this.#nodeFor(null, '/', folder) };
    this.#roots.push({ path, node: this.#files.mount(type, { root: folder }, path) });
  }

  changes(): FileChanges {
    const written: string[] = [];
    const removed: string[] = [];
    for (const { path, node } of this.#roots) this.#addChanges(node, path, written, removed);
    return { written: written.sort(), removed: removed.sort() };
  }

  #addChanges(folder: FileNode, path: string, written: string[], removed: string[]): void {
    const contents = contentsOf(folder);
    for (const name of this.#gone.get(folder) ?? []) {
      if (!Object.hasOwn(contents, name)) removed.push(`${path}/${name}`);
    }
    for (const [name, node] of Object.entries(contents)) {
      const inner = `${path}/${name}`;
      if (this.#files.isDir(node.mode)) this.#addChanges(node, inner, written, removed);
      else if (this.#written.has(node)) written.push(inner);
    }
  }

  #lookup(folder: FileNode, name: string): FileNode {
    const place = this.#places.get(folder);
    if (place === undefined || this.#gone.get(folder)?.has(name)) throw this.#error('ENOENT');
    return this.#nodeFor(folder, name, join(place, name));
  }

  /** A node for what is at a place of the machine. */
  #nodeFor(folder: FileNode | null, name: string, place: string): FileNode {
    const { filesystems, isFile, isLink, isDir } = this.#files;
    const stat = this.#asking(() => lstatSync(place));
    if (!stat.isFile() && !stat.isDirectory() && !stat.isSymbolicLink())
      throw this.#error('EINVAL');
    const mode = stat.mode | WRITABLE;
    const node = filesystems.MEMFS.createNode(folder, name, mode, 0);
    [node.atime, node.mtime, node.ctime] = [stat.atimeMs, stat.mtimeMs, stat.ctimeMs];
    if (isLink(mode)) node.link = this.#asking(() => guestPath(readlinkSync(place)));
    if (isFile(mode)) node.usedBytes = stat.size;
    if (isFile(mode) || isDir(mode)) this.#places.set(node, place);
    return this.#own(node);
  }

  #make(folder: FileNode, name: string, mode: number, rdev: number): FileNode {
    const node = this.#files.filesystems.MEMFS.createNode(folder, name, mode, rdev);
    if (this.#files.isFile(mode)) this.#written.add(node);
    return this.#own(node);
  }

  #own(node: FileNode): FileNode {
    const { isDir, isFile } = this.#files;
    if (isDir(node.mode)) node.node_ops = this.#folderOperations;
    if (!isFile(node.mode)) return node;
    node.node_ops = this.#fileOperations;
    node.stream_ops = this.#streamOperations;
    return node;
  }

  #rename(node: FileNode, folder: FileNode, name: string): void {
    const { filesystems, isDir } = this.#files;
    if (isDir(node.mode)) this.#mustBeEmpty(folder, name);
    const [before, from] = [node.name, node.parent];
    filesystems.MEMFS.node_ops.rename(node, folder, name);
    this.#note(from, before);
    if (!isDir(node.mode)) this.#written.add(node);
  }

  #remove(folder: FileNode, name: string): void {
    this.#files.filesystems.MEMFS.node_ops.unlink(folder, name);
    this.#note(folder, name);
  }

  #removeFolder(folder: FileNode, name: string): void {
    this.#mustBeEmpty(folder, name);
    this.#remove(folder, name);
  }

  /** Fails if there is a folder of that name with something in it. */
  #mustBeEmpty(folder: FileNode, name: string): void {
    if (!this.#names(folder).includes(name)) return;
    const node = this.#files.lookupNode(folder, name);
    if (this.#files.isDir(node.mode) && this.#names(node).length > 0)
      throw this.#error('ENOTEMPTY');
  }

  /** A folder of the machine has something no more. */
  #note(folder: FileNode, name: string): void {
    const place = this.#places.get(folder);
    if (place === undefined || !namesAt(place).includes(name)) return;
    const gone = this.#gone.get(folder) ?? new Set();
    this.#gone.set(folder, gone.add(name));
  }

  #names(folder: FileNode): string[] {
    const names = new Set(Object.keys(contentsOf(folder)));
    const place = this.#places.get(folder);
    if (place === undefined) return [...names];
    for (const name of this.#asking(() => readdirSync(place))) {
      if (!this.#gone.get(folder)?.has(name)) names.add(name);
    }
    return [...names];
  }

  #open(stream: OpenFile): void {
    if ((stream.flags & WRITE_FLAGS) !== 0) this.#takeIntoMemory(stream.node);
    const place = this.#places.get(stream.node);
    if (place !== undefined) stream.descriptor = this.#asking(() => openSync(place, 'r'));
  }

  #read(stream: OpenFile, rest: ReadArguments): number {
    const { descriptor, node } = stream;
    // Whoever writes meanwhile has taken the file into memory.
    if (descriptor === undefined || !this.#places.has(node)) {
      return this.#files.filesystems.MEMFS.stream_ops.read(stream, ...rest);
    }
    const [buffer, offset, length, position] = rest;
    return this.#asking(() => readSync(descriptor, buffer, offset, length, position));
  }

  #takeIntoMemory(node: FileNode, isEmpty = false): void {
    const place = this.#places.get(node);
    if (place !== undefined) {
      const bytes = isEmpty ? new Uint8Array() : this.#asking(() => readFileSync(place));
      node.contents = new Uint8Array(bytes);
      node.usedBytes = bytes.length;
      this.#places.delete(node);
    }
    this.#written.add(node);
  }

  #asking<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      throw asFileError(this.interpreter, error);
    }
  }

  #error(code: string): Error {
    return asFileError(this.interpreter, Object.assign(new Error(code), { code }));
  }
}

type ReadArguments = [buffer: Uint8Array, offset: number, length: number, position: number];

function contentsOf(folder: FileNode): Record<string, FileNode> {
  return folder.contents instanceof Uint8Array ? {} : folder.contents;
}

function namesAt(place: string): string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}
