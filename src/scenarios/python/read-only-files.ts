import type { Interpreter } from './interpreter';

/** What we use of the interpreter's file system; its own types leave these parts open. */
interface FileNode {
  node_ops: Record<string, unknown>;
  stream_ops: Record<string, unknown>;
}
interface NodeFiles {
  mount(mount: unknown): FileNode;
  node_ops: { lookup(parent: FileNode, name: string): FileNode };
  stream_ops: { open(stream: { flags: number }): void };
}
interface FileSystem {
  ErrnoError: new (errno: number) => Error;
  filesystems: { NODEFS: NodeFiles };
  mkdirTree(path: string): void;
  mount(type: unknown, options: { root: string }, path: string): void;
}

/** `EROFS` in the interpreter: "Read-only file system". */
const READ_ONLY_FILE_SYSTEM = 69;
/** The bits of `open` flags that ask to write: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND. */
const WRITE_FLAGS = 1 | 2 | 64 | 512 | 1024;

const CHANGING_NODE_OPERATIONS = [
  'setattr',
  'mknod',
  'rename',
  'unlink',
  'rmdir',
  'symlink',
] as const;

/**
 * Shows a folder of the machine inside the interpreter, under `path`, for reading only.
 *
 * Files are read when they are asked for, so the size of the folder does not matter. Whatever would
 * change it fails with `OSError: Read-only file system`.
 */
export function mountReadOnly(interpreter: Interpreter, folder: string, path: string): void {
  const files = interpreter.FS as unknown as FileSystem;
  const { NODEFS } = files.filesystems;
  const refuse = () => {
    throw new files.ErrnoError(READ_ONLY_FILE_SYSTEM);
  };
  const protect = (node: FileNode): FileNode => {
    node.node_ops = nodeOperations;
    node.stream_ops = streamOperations;
    return node;
  };
  const nodeOperations = {
    ...NODEFS.node_ops,
    ...Object.fromEntries(CHANGING_NODE_OPERATIONS.map((name) => [name, refuse])),
    lookup: (parent: FileNode, name: string) => protect(NODEFS.node_ops.lookup(parent, name)),
  };
  const streamOperations = {
    ...NODEFS.stream_ops,
    setattr: refuse,
    write: refuse,
    open: (stream: { flags: number }) => {
      if ((stream.flags & WRITE_FLAGS) !== 0) refuse();
      NODEFS.stream_ops.open(stream);
    },
  };
  files.mkdirTree(path);
  files.mount({ mount: (mount: unknown) => protect(NODEFS.mount(mount)) }, { root: folder }, path);
}
