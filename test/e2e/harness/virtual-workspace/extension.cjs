// A folder that lies on no disk: `virtual:/tickets` with the files that the environment variable VIRTUAL_FILES names, as JSON.
const { EventEmitter, FileSystemError, FileType, workspace } = require('vscode');

const files = new Map(Object.entries(JSON.parse(process.env.VIRTUAL_FILES ?? '{}')));
const folder = '/tickets';

exports.activate = ({ subscriptions }) => {
  const provider = {
    onDidChangeFile: new EventEmitter().event,
    watch: () => ({ dispose() {} }),
    stat({ path }) {
      if (path === '/' || path === folder) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      return { type: FileType.File, ctime: 0, mtime: 0, size: Buffer.byteLength(read(path)) };
    },
    readDirectory: () => [...files.keys()].map((name) => [name, FileType.File]),
    readFile: ({ path }) => Buffer.from(read(path)),
    writeFile() {
      throw FileSystemError.NoPermissions();
    },
    createDirectory() {},
    delete() {},
    rename() {},
  };
  subscriptions.push(workspace.registerFileSystemProvider('virtual', provider, { isReadonly: true }));
};

function read(path) {
  const text = files.get(path.slice(folder.length + 1));
  if (text === undefined) throw FileSystemError.FileNotFound(path);
  return text;
}
