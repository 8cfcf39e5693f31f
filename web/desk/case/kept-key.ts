/** Where the unsent form of one action on one case is kept: person first, so that signing out can clear it. */
export function keptKey(username: string, code: string, action: string): string {
  return `${username}.case.${code}.${action}`;
}
