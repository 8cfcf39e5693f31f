/** The ways by which citizens reach us in writing: the only door into this folder. */
export {
  accountOfEnvironment,
  type CaseDoor,
  failedMails,
  type ListenTimes,
  type MailCase,
  mailboxStates,
  type RunningEmail,
  registerEmail,
  type StaffMail,
  sendStaffMail,
  staffMailDomain,
  startEmail,
} from './email/index.ts';
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
