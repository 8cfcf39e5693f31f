/** The ways by which citizens reach us in writing: the only door into this folder. */
export {
  type ChannelAccount,
  defineAccountKind,
  fileLink,
  type HookRoute,
  hookRoutes,
  type InboundEvent,
  type InboundOutcome,
  loadAccount,
  loadAccounts,
  onInbound,
  saveAccount,
  storeInbound,
} from './accounts/index.ts';
export { accountsForHealth } from './accounts-health.ts';
export {
  accountOfEnvironment,
  type CaseDoor,
  failedMails,
  type ListenTimes,
  type MailCase,
  mailboxStates,
  type RunningEmail,
  registerEmail,
  staffMailDoor,
  startEmail,
} from './email/index.ts';
export {
  channelMarks,
  type HealthNote,
  type KnownAccount,
  onHealth,
  recordAccess,
  recordHealth,
} from './health/index.ts';
export {
  acceptMessage,
  type HubTimes,
  openSession,
  type QueueDoor,
  registerLivechat,
  siteByKey,
  startLivechatClock,
  sweepThreads,
  visitorOf,
} from './livechat/index.ts';
export { registerChannels } from './register.ts';
export { channelUpkeep, startChannels } from './upkeep.ts';
