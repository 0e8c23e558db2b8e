// Sends 20 visitors x 4 calls through Jitsu's own client and prints what must be found afterwards. Run with PHAROS_URL and
// PHAROS_KEY, a write key.
import { jitsuAnalytics } from '@jitsu/js';

const host = process.env.PHAROS_URL;
const writeKey = `${process.env.PHAROS_KEY}:secret`;
const run = 'jitsu' + Date.now().toString(36);
const visitors = [];
for (let i = 0; i < 20; i++) {
  const userId = `${run}-${i}`;
  const analytics = jitsuAnalytics({ host, writeKey, s2s: i % 2 === 0 });
  await analytics.page({ title: 'Home', url: 'https://shop.example/' });
  await analytics.identify(userId, { email: `${userId}@example.org`, plan: i % 2 ? 'gold' : 'free' });
  await analytics.track('Product Viewed', { product_id: `p${i % 3}` });
  await analytics.track('Order Completed', { order_id: `${userId}-o`, total: i + 0.25 });
  await analytics.reset(); // the client keeps who it was in the process
  visitors.push({ userId, calls: 4, revenue: i + 0.25, tier: i % 2 ? 'gold' : 'free' });
}
console.log(JSON.stringify({
  expect: { events: { page: 20, identify: 20, 'Product Viewed': 20, 'Order Completed': 20 }, calls: 80, visitors },
  clientErrors: [],
}));
