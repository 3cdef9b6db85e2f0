import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** What a built page consists of; a file of any other kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

export interface StaticFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The file behind a request's path, or undefined for anything that is not a file of the built page. */
export async function staticFile(root: string, pathname: string): Promise<StaticFile | undefined> {
  const file = fileBehind(root, pathname);
  const type = file === undefined ? undefined : TYPES[path.extname(file)];
  if (file === undefined || type === undefined) return undefined;
  try {
    // A link inside the folder may point out of it.
    const [real, realRoot] = await Promise.all([realpath(file), realpath(root)]);
    if (!isInside(realRoot, real)) return undefined;
    return {
      body: await readFile(real),
      headers: {
        'content-type': type,
        // The page itself must never outlive a new build; its parts have their content's hash in the name.
        'cache-control': type.startsWith('text/html') ? 'no-store' : 'no-cache',
      },
    };
  } catch {
    return undefined;
  }
}

/**
 * The place a path names, or undefined when that is not inside `root`. Decoded once, and checked on the resolved
 * relative path, so neither `..` in any encoding nor a sibling folder with the same beginning gets out.
 */
export function fileBehind(root: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const file = path.join(root, decoded === '/' ? 'index.html' : decoded);
  return isInside(root, file) ? file : undefined;
}

function isInside(root: string, file: string): boolean {
  const inside = path.relative(root, file);
  return inside !== '' && inside.split(path.sep)[0] !== '..' && !path.isAbsolute(inside);
}
