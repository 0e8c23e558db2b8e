// What the first page load transfers: the JS and CSS that index.html names, gzipped. Fails above the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
const page = readFileSync('target/classes/ui/index.html', 'utf8');
const files = [...page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
const sizes = files.map((file) => [file, gzipSync(readFileSync(`target/classes/ui/${file}`)).length / 1024]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);

sizes.forEach(([file, size]) => console.log(`${size.toFixed(1).padStart(7)} KB  ${file}`));
console.log(`${total.toFixed(1).padStart(7)} KB  first load, gzip (at most ${BUDGET_KB} KB)`);
if (files.length === 0 || total > BUDGET_KB) {
  process.exitCode = 1;
}
