// Builds the console into target/classes/ui: installs what the lock names, then lints and builds.
import { upToDate } from './stamp.mjs';

const INSTALLED = ['package.json', 'package-lock.json', '.npmrc'];
const CHECKED = ['eslint.config.js', '.prettierrc.json', '.prettierignore', 'journey'];
const SCHEMAS = '../server/src/main/resources/io/pharos/server/http/schemas.json';
const BUILT = [...INSTALLED, 'index.html', 'vite.config.ts', 'tsconfig.json', 'src', 'public', 'scripts', SCHEMAS];

upToDate('node_modules/.installed', INSTALLED, ['ci']);
upToDate('target/.linted', [...BUILT, ...CHECKED], ['run', '--silent', 'lint']);
upToDate('target/.built', BUILT, ['run', '--silent', 'build']);
upToDate('target/.measured', BUILT, ['run', '--silent', 'size']);
