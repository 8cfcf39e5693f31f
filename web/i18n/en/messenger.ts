import type { messenger as vietnamese } from '../vi/messenger.ts';

export const messenger: typeof vietnamese = {
  connect: 'Connect Facebook',
  add: 'Connect a Facebook page',
  edit: (name) => `Settings of ${name}`,
  pageId: 'Page ID',
  appId: 'App ID',
  secret: {
    pageToken: 'Page access token',
    appSecret: 'App secret',
    verifyToken: 'Verify token of the webhook (your own word)',
  },
  addresses: 'Enter this in Meta’s developer console',
  needsPublic: 'Facebook calls public https addresses only: set PUBLIC_URL of the server first.',
  test: 'Test the connection',
  page: (name) => `Page: ${name}`,
  saved: 'Facebook page saved',
  tokenDead: (at) =>
    `Facebook has refused the token since ${at}. Enter another one, save, then press “Test the connection”.`,
  unsubscribed: (at) => `The page has sent us no events since ${at}. Press “Test the connection” to subscribe again.`,
  humanAgent: 'Meta has granted Human Agent: staff may answer for 7 days',
  comments: 'Comments on the page come into the inbox and are answered privately',
  more: 'Advanced settings',
  graphVersion: 'Version of the Graph API',
  apiUrl: 'Address of the Graph API (empty: Meta’s)',
  appSecretProof: 'Send appsecret_proof',
};
