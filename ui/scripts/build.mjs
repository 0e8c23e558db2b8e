// Builds the console into target/classes/ui: installs what the lock names, then lints and builds.
import { upToDate } from './stamp.mjs';

const INSTALLED = ['package.json', 'package-lock.json', '.npmrc'];
const CHECKED = ['eslint.config.js', '.prettierrc.json', '.prettierignore', 'dev', 'journey', 'scripts'];
const BUILT = [...INSTALLED, 'index.html', 'vite.config.ts', 'tsconfig.json', 'src', 'public'];

upToDate('node_modules/.installed', INSTALLED, ['ci']);
upToDate('target/.linted', [...BUILT, ...CHECKED], ['run', '--silent', 'lint']);
upToDate('target/.built', BUILT, ['run', '--silent', 'build']);
upToDate('target/.measured', [...BUILT, 'scripts/size.mjs'], ['run', '--silent', 'size']);
