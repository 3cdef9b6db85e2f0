import { expect } from 'vitest';
import { bucketWithBook, KEYS, onlyInEnvironment } from './bed/bucket.ts';
import { consoleOn } from './bed/console.ts';
import { FACES } from './bed/faces.ts';
import { test } from './bed/test.ts';

for (const face of ['window', 'page'] as const) {
  test(`in the ${face}: connect to a bucket by its form, and its offices are there`, async () => {
    const server = await bucketWithBook();
    onlyInEnvironment(KEYS);
    const { page } = await FACES[face]();
    const at = consoleOn(page);
    await page.getByRole('button', { name: 'Enter the connection' }).click();
    await page.getByLabel('Bucket').fill('csm-extracts');
    await page.getByLabel('Prefix').fill('nightly');
    await page.getByText('Other stores and proxy').click();
    await page.getByLabel('Endpoint').fill(server.url);
    await page.getByLabel('Path-style addresses').check();
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByRole('list', { name: 'Steps to the bucket' }).waitFor();
    expect(await page.locator('li[data-status=ok]').count()).toBe(7);
    await page.getByRole('button', { name: 'Connect and sync' }).click();
    await at.offices.first().waitFor();
    await page.getByText('60 of 60 offices shown').waitFor();

    await page.evaluate(() => (location.hash = '/data'));
    await page.getByText('s3://csm-extracts/nightly').waitFor();
    await page.getByRole('button', { name: /Data to/ }).click();
    await page.getByText('verified against its manifest').waitFor();
  });
}
