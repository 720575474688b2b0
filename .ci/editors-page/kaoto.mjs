// Makes the change of docs/editors.md in Kaoto's editor: REPOSITORY PICTURES
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { expect, serve, withPage } from './browser.mjs';

const ROUTE = 'routes/sales/ingest.camel.yaml';
const MESSAGE = '${exchangeProperty.name}: ${body[counts][rejected]} rejected';
const STEPS = [
  'lambda-s3', 'Once for each version of an object, however often its event arrives.', 'direct', 'Read the version that was announced.',
  'Count, hash and gunzip while reading.', 'Rows as they came, in batches of a thousand.', 'Judge rows by the schema.', 'Shape the valid rows.',
  'Write rows to two outputs.', 'Make outputs visible; the manifest becomes the body.',
];

const [repository, pictures] = process.argv.slice(2);
const file = `${repository}/${ROUTE}`;
const before = readFileSync(file, 'utf8');
const folder = `${repository}/schemas/kaoto`;
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const catalogued = read(read('dromedary.json').catalogs.components.file);
const address = await serve('page');
const catalog = await serve(folder);

// Kaoto gives new steps one.
function withoutIds(routes) {
  for (const { log } of routes[1].route.from.steps) {
    delete log?.id;
  }
  return routes;
}

function changed(routes) {
  routes[1].route.from.steps.push({ log: { message: MESSAGE } });
  return routes;
}

await withPage(`${pictures}/failed-kaoto.png`, async (page) => {
  const step = (label) => page.locator('[data-testid^="custom-node__"]').filter({ has: page.locator(`[data-nodelabel="${label}"]`) }).first();
  const picture = (name) => page.screenshot({ path: `${pictures}/${name}.png`, animations: 'disabled' });

  await page.goto(`${address}/?catalog=${encodeURIComponent(`${catalog}/index.json`)}`);
  await page.waitForFunction(() => window.ready);
  await page.evaluate(([path, content]) => window.editor.setContent(path, content), [ROUTE, before]);
  for (const label of STEPS) {
    await step(label).waitFor();
  }
  console.log(`${STEPS.length} steps are drawn`);

  await step('Write rows to two outputs.').click();
  await page.getByRole('heading', { name: 'Records' }).or(page.getByText('Records', { exact: true })).first().waitFor();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  const field = (name) => page.getByTestId(`#.parameters.${name}__field-wrapper`);
  const valid = await field('valid').locator('input').inputValue();
  expect(valid === 'processed/${exchangeProperty.name}.csv', `the form of records:write has "${valid}" for valid`);
  for (const option of ['rejected', 'partitionBy', 'bucket', 'processDuplicates']) {
    expect(await field(option).count() === 1, `the form of records:write has no ${option}`);
  }
  await field('partitionBy').scrollIntoViewIfNeeded();
  await field('partitionBy').getByRole('button', { name: /more info/i }).click();
  const told = page.getByRole('dialog', { name: 'Partition By' });
  await told.waitFor();
  await picture('kaoto-form');
  const description = catalogued.records.properties.partitionBy.description;
  expect((await told.innerText()).includes(description), `the form does not explain partitionBy as the catalogue does: ${description}`);
  await page.keyboard.press('Escape');
  console.log('the form of records:write has its options, and explains them');

  const last = step('Make outputs visible; the manifest becomes the body.');
  await last.click();
  await last.getByTestId('quick-append-step').click();
  const filter = page.getByRole('dialog').getByPlaceholder('Filter by name, description or tag');
  await filter.fill('dromedary');
  await page.getByTestId('tile-records').waitFor();
  await picture('kaoto-catalogue');
  await filter.fill('log');
  await page.getByTestId('tile-log').filter({ has: page.getByText('Logger', { exact: true }) }).click();
  await step('log').click();
  await page.getByTestId('#.message__field-wrapper').locator('input').fill(MESSAGE);
  await page.locator('#reset-view').click();
  await page.locator('[data-nodelabel="log"]').first().waitFor();
  await picture('kaoto');
  await page.waitForFunction((message) => window.editor.getContent().then((content) => content.includes(message)), MESSAGE);
  expect(await page.evaluate(() => window.edits) > 0, 'VS Code would hear of no edit');
  const saved = await page.evaluate(() => window.editor.getContent());
  expect(isDeepStrictEqual(withoutIds(parse(saved)), changed(parse(before))), `what is saved is not the route with the step:\n${saved}`);
  writeFileSync(file, saved);
  console.log('the step is added, and saved');
});
