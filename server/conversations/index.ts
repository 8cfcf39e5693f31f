export { AUTHOR_NAMES, accountAdmin, authorName, CENTRE_MARK } from './author-names.ts';
export {
  type Channel,
  channelOf,
  type OutgoingFile,
  type OutgoingMessage,
  type ReplyState,
  registerChannel,
  type SendResult,
  type ThreadOfChannel,
} from './channel.ts';
export { editMessage, type MessageKey, reactToMessage, retractMessage } from './commands/amend.ts';
export { attachFiles, type FileInPlace, type Place } from './commands/attach-files.ts';
export { type EchoedMessage, noteDown, recordEcho } from './commands/note-down.ts';
export { type NewMessage, openConversation, post } from './commands/post.ts';
export { type InboundMessage, type Received, receive, receiveWithin } from './commands/receive.ts';
export {
  type MessageStateChange,
  setMessageState,
  setMessageStateWithin,
  setStateByExternalId,
  setStateUpTo,
} from './commands/set-message-state.ts';
export { closeConversation, markSeen, reopenConversation, setOwner } from './commands/steer.ts';
export { centreFor, centreOf, conversationLinked } from './events.ts';
export { latestThread } from './find-thread.ts';
export { handleConversationJobs } from './jobs.ts';
export { filesBlocked, filesLeftOut, LETTER_NOTES, letterText } from './letter-notes.ts';
export { attachmentsOfMessages, messagesById, messagesOf } from './message-queries.ts';
export { inShort, presentAttachment, presentMessage, told } from './present.ts';
export {
  type ConversationRow,
  conversationById,
  conversationIds,
  conversationsByIds,
  countConversations,
  countListed,
  lastAuthors,
  listConversations,
} from './queries.ts';
export { channelName, replyStateOf, windowState } from './reply-state.ts';
export { sendMessageJob } from './send-job.ts';
export { forgetUploads, putUp, startUploadClock, takeBackUpload, unsentUploads } from './uploads.ts';
