// Makes the change of docs/editors.md in VS Code: ADDRESS REPOSITORY PICTURES
import { readFileSync } from 'node:fs';
import { expect, withPage } from './browser.mjs';

const ROUTE = ['routes', 'sales', 'ingest.camel.yaml'];
const MESSAGE = '"${exchangeProperty.name}: ${body[counts][rejected]} rejected"';

const [address, repository, pictures] = process.argv.slice(2);
const file = [repository, ...ROUTE].join('/');
const before = readFileSync(file, 'utf8');

await withPage(`${pictures}/failed-code.png`, async (page) => {
  const press = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };
  const type = (text) => page.keyboard.type(text, { delay: 20 });
  const offered = (name) => page.locator('.suggest-widget.visible .monaco-list-row').filter({ has: page.getByText(name, { exact: true }) });
  const underlined = page.locator('.squiggly-error');
  const picture = (name) => page.screenshot({ path: `${pictures}/${name}.png`, animations: 'disabled' });

  await page.goto(`${address}/?folder=${encodeURIComponent(repository)}`);
  await page.getByRole('button', { name: 'Yes, I trust the authors' }).click();
  for (const name of ROUTE) {
    await page.getByRole('treeitem', { name, exact: true }).click();
  }
  // Above the first line, once the schema that the settings name is read.
  await page.getByText('Routes of Dromedary').waitFor();
  console.log('VS Code has the schema');

  await page.locator('.monaco-editor .view-lines').first().click();
  await press('Control+g');
  await type(`${before.split('\n').findIndex((line) => line.includes('rejected: rejected/')) + 1}`);
  await press('Enter', 'End', 'Enter');
  await type('p');
  await press('Control+Space');
  for (const option of ['partitionBy', 'processDuplicates']) {
    await offered(option).waitFor();
  }
  await press('Control+Space');
  await page.getByText('write: columns, separated by commas').first().waitFor();
  await picture('code-options');
  await press('Escape', 'Escape', 'Control+Shift+k');
  console.log('the options of records:write are offered, and explained');

  await press('Control+End');
  await type('        - ');
  await press('Control+Space');
  await offered('choice').waitFor();
  await type('lo');
  await offered('log').click();
  await type('mesage: x');
  await press('Escape');
  await underlined.first().waitFor();
  await press('Control+Shift+m');
  await page.getByText('Missing property "message".').first().waitFor();
  await page.getByText(`[Ln ${before.split('\n').length + 1}, Col 13]`).waitFor();
  await picture('code-mistake');
  await press('Control+Shift+m');
  console.log('log is offered, and mesage underlined');

  await press('Shift+Home');
  await type(`message: ${MESSAGE}`);
  await underlined.first().waitFor({ state: 'detached' });
  await picture('code');
  await press('Control+s');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  const saved = readFileSync(file, 'utf8');
  expect(saved === `${before}        - log:\n            message: ${MESSAGE}`, `what is saved is not the route with the step:\n${saved}`);
  console.log('the step is written, and saved');
});
