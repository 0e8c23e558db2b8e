// A pretended server for working on the console alone: `npm run fake`, then `npm run dev`. Not part of the product.
// It serves the built console too, under the same content security policy as the real one. Any password but "wrong" is right.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const PORT = Number(process.env.PORT ?? 8080);
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const workspace = {
  name: 'shop',
  title: 'Harbour Shop',
  notice: 'Demonstration: a real data set moved to the present, and simulated visitors. Nobody here is a real person.',
  timezone: 'Europe/Berlin',
  version: 3,
  sources: [
    { name: 'website', title: 'Website', kind: 'web', key: 'demo', notes: 'The shop itself' },
    { name: 'app', title: 'App', kind: 'segment', key: 'demo' },
    { name: 'tags', title: 'Tag manager', kind: 'tealium', tealium: { account: 'demo', profile: 'main' } },
    { name: 'till', title: 'Till', kind: 'file' },
  ],
  identifiers: [
    { name: 'user_id', title: 'Customer number' },
    { name: 'email', title: 'E-mail' },
  ],
  attributes: [
    ['lifetime_value', 'Lifetime value', 'number', 'visitor', 'Sum of all orders, in EUR'],
    ['orders', 'Orders', 'number', 'visitor'],
    ['first_seen', 'First seen', 'date', 'visitor'],
    ['last_purchase', 'Last purchase', 'date', 'visitor'],
    ['countries', 'Countries', 'set', 'visitor'],
    ['favourite_categories', 'Favourite categories', 'tally', 'visitor', 'Views and purchases per category'],
    ['favourite_category', 'Favourite category', 'string', 'visitor'],
    ['newsletter', 'Newsletter', 'boolean', 'visitor'],
    ['email_address', 'E-mail address', 'string', 'visitor'],
    ['pages_viewed', 'Pages viewed', 'number', 'visit'],
    ['campaign', 'Campaign', 'string', 'visit'],
  ].map(([name, title, type, scope, notes]) => ({
    name,
    title,
    type,
    scope,
    notes,
    restricted: name === 'email_address',
  })),
  badges: [
    { name: 'vip', title: 'VIP', icon: 'crown', colour: 'gold' },
    { name: 'bargain_hunter', title: 'Bargain hunter', icon: 'discount', colour: 'teal' },
    { name: 'frequent', title: 'Frequent visitor', icon: 'repeat', colour: 'indigo' },
    { name: 'newcomer', title: 'Newcomer', icon: 'sparkles', colour: 'pink' },
  ],
  segments: [
    { name: 'active', title: 'Active this week' },
    { name: 'cart_abandoners', title: 'Cart abandoners', notes: 'A full cart and no purchase for two hours' },
    { name: 'lapsing_vips', title: 'Lapsing VIPs', notes: 'VIPs without a purchase for 90 days' },
    { name: 'shoe_lovers', title: 'Shoe lovers' },
    { name: 'newsletter_readers', title: 'Newsletter readers' },
  ],
  views: [{ name: 'homepage', title: 'Home page' }],
  actions: [
    {
      name: 'welcome',
      title: 'Welcome mail',
      connector: 'mail',
      trigger: { kind: 'badge_assigned', name: 'newcomer' },
    },
    { name: 'win_back', title: 'Win back', connector: 'crm', trigger: { kind: 'joined', name: 'lapsing_vips' } },
    {
      name: 'remind',
      title: 'Remind of the cart',
      connector: 'crm',
      trigger: { kind: 'joined', name: 'cart_abandoners' },
    },
  ],
};

const any = (list) => list[Math.floor(Math.random() * list.length)];
const visitors = Array.from({ length: 60 }, (_, i) => {
  const number = 1000 + i * 37;
  return i % 4 === 0
    ? `user_id:c${number}`
    : i % 7 === 0
      ? `email:${any(['ada', 'lin', 'noor', 'per'])}${number}@example.org`
      : `anonymous:${(number * 2654435761).toString(36)}${(number * 40503).toString(36)}`;
});
const sizes = { active: 1840, cart_abandoners: 212, lapsing_vips: 64, shoe_lovers: 905, newsletter_readers: 3120 };
const worn = { vip: 388, bargain_hunter: 1204, frequent: 640, newcomer: 97 };
const counts = { events: 541_210, profiles: 24_381, delivered: 1_302, dead: 3, pending: 2 };
const streams = new Set();
let position = 1;
let recent = 0;
let perSecond = 0;
setInterval(() => ((perSecond = recent), (recent = 0)), 1000);

function tell(kind, data) {
  streams.forEach((stream) => stream.write(`event: ${kind}\nid: ${position}\ndata: ${JSON.stringify(data)}\n\n`));
}

function happen() {
  position++;
  recent++;
  counts.events++;
  const profile = any(visitors);
  const time = new Date().toISOString();
  const category = any(['shoes', 'bags', 'coats', 'hats', 'scarves']);
  const name = any(['page_view', 'page_view', 'page_view', 'product_view', 'product_view', 'cart_add', 'purchase']);
  const properties = {
    page_view: { page: any(['/', '/sale', '/account', `/c/${category}`]), campaign: any(['spring', 'newsletter']) },
    product_view: {
      product_category: category,
      product: `${category}-${position % 90}`,
      price: (position % 200) + 0.95,
    },
    cart_add: { product_category: category, quantity: (position % 3) + 1, price: (position % 200) + 0.95 },
    purchase: { order_id: `o-${position}`, order_total: (position % 700) + 0.99, product_category: [category, 'hats'] },
  }[name];
  tell('received', {
    at: time,
    profile,
    event: {
      id: `e-${position}`,
      name,
      time,
      source: any(['website', 'website', 'app']),
      visitor: profile.startsWith('anonymous:') ? profile.slice(10) : `a${position}`,
      properties: { ...properties, 'context.library': 'analytics.js', user_agent: 'Mozilla/5.0' },
    },
    late: Math.random() < 0.03,
    problems:
      Math.random() < 0.03
        ? [
            {
              code: 'event.not-a-number',
              where: 'price',
              found: 'a lot',
              expected: 'a number',
              hint: 'Send it as 12.95.',
            },
          ]
        : [],
  });
  if (Math.random() < 0.2) {
    const kind = any(['joined', 'joined', 'left', 'badge_assigned', 'badge_removed']);
    const of = kind.startsWith('badge') ? worn : sizes;
    const moved = any(Object.keys(of));
    of[moved] += kind === 'joined' || kind === 'badge_assigned' ? 1 : -1;
    tell('moved', { at: time, profile, transition: { kind, name: moved }, silent: Math.random() < 0.05 });
    const action = workspace.actions.find((each) => each.trigger.kind === kind && each.trigger.name === moved);
    if (action !== undefined) {
      const delivery = `d-${position}`;
      counts.pending++;
      tell('triggered', { at: time, profile, delivery, action: action.name });
      setTimeout(() => {
        counts.pending--;
        const fails = Math.random() < 0.2;
        counts[fails ? 'dead' : 'delivered']++;
        const outcome = fails
          ? { kind: 'dead', attempts: 5, reason: 'connection refused' }
          : { kind: 'delivered', attempts: 1, answer: '200 OK' };
        tell('settled', { at: new Date().toISOString(), delivery, action: action.name, outcome });
      }, 1500);
    }
  }
}
const wave = () => {
  happen();
  setTimeout(wave, 60 + 260 * (1 + Math.sin(Date.now() / 9000)) * Math.random());
};
wave();

const titled = (of, list) =>
  Object.fromEntries(
    Object.entries(of).map(([name, count]) => [name, { title: list.find((each) => each.name === name).title, count }]),
  );

function profileOf(kind, value) {
  if (!visitors.includes(`${kind}:${value}`)) {
    return undefined;
  }
  const since = (days) => ({ since: new Date(Date.now() - days * 86_400_000).toISOString() });
  return {
    id: `${kind}:${value}`,
    identifiers: { anonymous: ['k3j9f0a7', 'zz81m2'], email: ['ada.lovelace@example.org'], [kind]: [value] },
    attributes: {
      lifetime_value: 1482.4,
      orders: 7,
      first_seen: since(412).since,
      last_purchase: since(3.2).since,
      countries: ['DE', 'FR', 'SE'],
      favourite_categories: { bags: 4, coats: 1, hats: 2, shoes: 11 },
      favourite_category: 'shoes',
      newsletter: true,
      email_address: 'ada.lovelace@example.org',
      pages_viewed: 1 + (position % 40),
      campaign: 'spring',
    },
    badges: { vip: since(120), frequent: since(9) },
    segments: { active: since(3.2), shoe_lovers: since(88), newsletter_readers: since(400) },
    as_of: new Date().toISOString(),
    version: 3,
  };
}

const problem = (status, title, detail) => [status, { type: 'about:blank', title, status, detail }];

function answer(method, path, body, signedIn) {
  if (path === '/api/session' && method === 'POST') {
    return JSON.parse(body).password === 'wrong'
      ? problem(401, 'Unauthorized')
      : [204, undefined, { 'Set-Cookie': 'session=1; HttpOnly; SameSite=Strict; Path=/' }];
  }
  if (!signedIn) return problem(401, 'Unauthorized');
  if (path === '/api/session' && method === 'DELETE') {
    return [204, undefined, { 'Set-Cookie': 'session=; Max-Age=0; Path=/' }];
  }
  if (path === '/api/session') return [200, { user: 'admin', role: 'admin' }];
  if (path === '/api/workspace') return [200, workspace];
  if (path === '/api/stats') {
    const segments = titled(sizes, workspace.segments);
    return [
      200,
      {
        at: new Date().toISOString(),
        eventsPerSecond: perSecond,
        counts,
        segments,
        badges: titled(worn, workspace.badges),
      },
    ];
  }
  const [, kind, value] = /^\/api\/profiles\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const profile = kind && profileOf(decodeURIComponent(kind), decodeURIComponent(value));
  return profile ? [200, profile] : problem(404, 'Not found');
}

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

function file(path) {
  const name =
    path.startsWith('/console/assets/') || path.endsWith('.svg') ? path.slice('/console/'.length) : 'index.html';
  return [readFileSync(new URL(`../target/classes/ui/${name}`, import.meta.url)), TYPES[name.split('.').at(-1)]];
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://x');
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const signedIn = (request.headers.cookie ?? '').includes('session=1');
  if (pathname === '/api/live' && signedIn) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n');
    streams.add(response);
    request.on('close', () => streams.delete(response));
  } else if (pathname.startsWith('/api/')) {
    const [status, json, headers] = answer(request.method, pathname, Buffer.concat(chunks).toString(), signedIn);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(json && JSON.stringify(json));
  } else if (pathname.startsWith('/console')) {
    const [content, type] = file(pathname);
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': CSP }).end(content);
  } else {
    response.writeHead(302, { Location: '/console/' }).end();
  }
}).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/console/`));
