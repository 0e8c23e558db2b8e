// Unit tests of the console, as Maven's test phase runs them: `node scripts/test.mjs skip=true|false only=TEST`.
import { execFileSync } from 'node:child_process';

const [skip, only] = process.argv.slice(2).map((argument) => argument.split('=')[1]);

if (skip === 'true') {
  console.log('The tests of the console are skipped, as -DskipTests asks.');
} else if (only) {
  console.log(`The tests of the console are skipped, since -Dtest asks for ${only} only.`);
} else {
  execFileSync('npm', ['run', '--silent', 'test'], { stdio: 'inherit' });
}
