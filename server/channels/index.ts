/** The ways by which citizens reach us in writing: the only door into this folder. */
export {
  accountOfEnvironment,
  type CaseDoor,
  type ListenTimes,
  type MailCase,
  failedMails,
  mailboxStates,
  type RunningEmail,
  registerEmail,
  startEmail,
} from './email/index.ts';
