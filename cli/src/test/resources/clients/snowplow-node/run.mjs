// Sends 20 visitors x 5 events through Snowplow's own tracker, by POST and GET, with and without base64, and prints what must
// be found afterwards. Run with PHAROS_URL; PHAROS_KEY is the id of the application.
import { buildPagePing, buildPageView, buildSelfDescribingEvent, buildStructEvent, newTracker } from '@snowplow/node-tracker';

const endpoint = process.env.PHAROS_URL;
const appId = process.env.PHAROS_KEY;
const run = 'sp' + Date.now().toString(36);
const clientErrors = [];
const visitors = [];
for (let i = 0; i < 20; i++) {
  const tracker = newTracker(
    { namespace: 'live', appId, encodeBase64: i % 2 === 0 },
    {
      endpoint,
      eventMethod: i % 4 < 2 ? 'post' : 'get',
      bufferSize: 3,
      onRequestFailure: (failure) => clientErrors.push(String(failure?.status ?? failure)),
    },
  );
  const userId = `${run}-${i}`;
  const domainUserId = `${run}-duid-${i}`;
  const total = (i + 1) * 1.05;
  tracker.setDomainUserId(domainUserId);
  tracker.setScreenResolution(1440, 900);
  tracker.track(buildPageView({ pageUrl: 'https://shop.example/ü', pageTitle: 'Home', referrer: 'https://search.example/' }));
  tracker.setUserId(userId);
  tracker.track(buildPagePing({ pageUrl: 'https://shop.example/', minXOffset: 1, maxYOffset: 20 }));
  for (let n = 0; n < 2; n++) {
    tracker.track(buildStructEvent({ category: 'shop', action: 'add', label: `sku-${n}`, value: 2.5 }));
  }
  tracker.track(
    buildSelfDescribingEvent({
      event: { schema: 'iglu:org.example/order/jsonschema/1-0-0', data: { order_id: `${userId}-o`, total: Number(total.toFixed(2)) } },
    }),
    [{ schema: 'iglu:org.example/user/jsonschema/1-0-0', data: { tier: i % 2 ? 'gold' : 'free' } }],
  );
  await tracker.flush();
  visitors.push({ userId, anonymousId: domainUserId, calls: 5, revenue: Number(total.toFixed(2)), tier: i % 2 ? 'gold' : 'free' });
}
console.log(JSON.stringify({
  expect: { events: { page_view: 20, page_ping: 20, struct: 40, order: 20 }, calls: 100, visitors },
  clientErrors,
}));
