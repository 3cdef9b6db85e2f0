import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'vite';

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** True when nothing is left of it at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the repository's folder, with forward slashes. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** True when every statement only passes on what other files export. */
  readonly onlyReexports: boolean;
}

const SOURCE = /\.(?:ts|tsx|mts|mjs|js)$/;

/** Reads every source file below the given folders. */
export function readTree(root: string, folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .map((file) => file.split(path.sep).join('/'))
      .toSorted()
      .map((file) => readSource(file, readFileSync(path.join(root, file), 'utf8'))),
  );
}

/** Everything a file pulls in: imports, re-exports, `import()`, `import('…')` in types, `require`, and workers' URLs. */
export function readSource(file: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(file, text);
  const [error] = errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  const imports: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    // `import './x'` names nothing and runs the file.
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    imports.push({ specifier: moduleRequest.value, typeOnly });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) imports.push({ specifier: moduleRequest.value, typeOnly: isType });
    }
  }
  const found = (literal: unknown, typeOnly: boolean): void => {
    const specifier = textOf(literal);
    if (specifier !== undefined) imports.push({ specifier, typeOnly });
  };
  new Visitor({
    ImportExpression: (node) => found(node.source, false),
    TSImportType: (node) => found(node.source, true),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
        found(node.arguments[0], false);
      }
    },
    NewExpression: (node) => {
      const [target, base] = node.arguments;
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'URL') return;
      // `new URL('./worker.ts', import.meta.url)`: only sources count, not what a build has made.
      const url = textOf(target) ?? '';
      if (base?.type !== 'MemberExpression' || !SOURCE.test(url)) return;
      imports.push({ specifier: url.startsWith('.') ? url : `./${url}`, typeOnly: false });
    },
  }).visit(program);
  return {
    file,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    onlyReexports:
      program.body.length > 0 &&
      program.body.every(
        (statement) =>
          statement.type === 'ExportAllDeclaration' ||
          (statement.type === 'ExportNamedDeclaration' && statement.source !== null),
      ),
  };
}

function textOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('value' in node)) return undefined;
  return typeof node.value === 'string' ? node.value : undefined;
}
