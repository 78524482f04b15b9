// Runs the npm package tiktok-shop-sdk against a sandbox: consent code -> tokens -> shops -> order search -> order detail.
// node orders.cjs <its directory> <app key> <app secret> <code>
const [, , where, appKey, appSecret, code] = process.argv;
const { TikTokShopSDK } = require(where);

async function main() {
  const sdk = new TikTokShopSDK({ appKey, appSecret });
  const tokens = await sdk.auth.getAccessToken({ auth_code: code, grant_type: "authorized_code" });
  sdk.setAccessToken(tokens.data.access_token);
  const shops = await sdk.shop.getAuthorizedShops();
  sdk.setShopCipher(shops.data.shops[0].cipher);
  const found = await sdk.order.getOrderList({ query: { page_size: 3 }, body: { order_status: "COMPLETED" } });
  const ids = found.data.orders.map((order) => order.id);
  const detail = await sdk.order.getOrderDetail({ ids });
  console.log(JSON.stringify({ searched: ids, read: detail.data.orders.map((order) => order.id) }));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
