// Opens route files in Kaoto's model with a catalogue, and saves them: CATALOG-FOLDER OUT FILE…
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CamelResourceFactory } from '@kaoto/kaoto/lib/esm/models/camel/camel-resource-factory.js';
import { CamelCatalogService } from '@kaoto/kaoto/lib/esm/models/visualization/flows/camel-catalog.service.js';

const KINDS = {
  components: 'component',
  models: 'processor',
  languages: 'language',
  dataformats: 'dataformat',
  loadbalancers: 'loadbalancer',
  patterns: 'pattern',
  entities: 'entity',
  kamelets: 'kamelet',
  kameletBoundaries: 'kameletBoundary',
  functions: 'function',
};

const [folder, out, ...files] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const catalog = read(read('index.json').definitions[0].fileName);
for (const [name, part] of Object.entries(catalog.catalogs)) {
  CamelCatalogService.setCatalogKey(KINDS[name], read(part.file));
}
for (const scheme of ['lambda-s3', 'lambda-sqs', 'records', 'event', 'query']) {
  if (!CamelCatalogService.getComponent('component', scheme)?.propertiesSchema) {
    throw new Error(`Kaoto finds no ${scheme} in the catalogue`);
  }
}
for (const file of files) {
  const saved = CamelResourceFactory.createCamelResource(readFileSync(file, 'utf8'), { path: file }).toString();
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), saved);
}
