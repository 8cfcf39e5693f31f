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
  startEmail,
} from './email/index.ts';
