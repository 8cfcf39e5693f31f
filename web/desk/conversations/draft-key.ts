/** Under which name an unsent reply is kept in this browser; it begins with the person. */
export function draftKey(username: string, conversationId: string): string {
  return `${username}.reply.${conversationId}`;
}
