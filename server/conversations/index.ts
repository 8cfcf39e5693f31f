export { type Channel, channelOf, type OutgoingMessage, registerChannel, type SendResult } from './channel.ts';
export { attachFiles, type FileInPlace, type Place } from './commands/attach-files.ts';
export { type NewMessage, openConversation, post } from './commands/post.ts';
export { type InboundMessage, type Received, receive } from './commands/receive.ts';
export { type MessageStateChange, setMessageState } from './commands/set-message-state.ts';
export { handleConversationJobs } from './jobs.ts';
export { presentAttachment, presentMessage } from './present.ts';
export { attachmentsOfMessages, conversationById, lastAuthors, listConversations, messagesOf } from './queries.ts';
export { sendMessageJob } from './send-job.ts';
