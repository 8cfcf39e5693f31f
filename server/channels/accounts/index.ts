/** Accounts at providers and what they send us: shared by all channels that have webhooks. See README.md. */
export { type AccountKind, type AccountKindName, defineAccountKind, type EnvironmentAccount } from './define.ts';
export { ENVIRONMENT_CODE, syncEnvironmentAccounts } from './environment.ts';
export { parseExactJson } from './exact-json.ts';
export { fileLink, fileLinkRoute } from './file-links.ts';
export { forgetOldEvents } from './forget.ts';
export { type HookRoute, hookRoutes } from './hook-routes.ts';
export {
  type Delivery,
  handleInboundJobs,
  type InboundEvent,
  type InboundHandler,
  type InboundOutcome,
  onInbound,
  retryInbound,
  storeInbound,
} from './inbound.ts';
export { type ChannelAccount, loadAccount, loadAccountById, loadAccounts } from './load.ts';
export { type AccountInput, saveAccount } from './save.ts';
