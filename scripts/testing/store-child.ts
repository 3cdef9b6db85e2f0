import { putBook } from '../../electron/services/extract/s3/testing/put-book.ts';
import { startS3Server } from '../../electron/services/extract/s3/testing/s3-server.ts';

/** A store in a process of its own, to be killed: `store-child.ts FOLDER PORT` (0: any). Says its address once it answers. */
const [, , folder = '', port = '0'] = process.argv;
const server = await startS3Server({ port: Number(port) });
await putBook(folder, server.bucket('csm'), 'nightly/');
process.stdout.write(`${server.url}\n`);
