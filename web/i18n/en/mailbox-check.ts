import type { mailboxCheck as vietnamese } from '../vi/mailbox-check.ts';

export const mailboxCheck: typeof vietnamese = {
  check: 'Test the connection',
  hint: 'Signs in to both servers with what is typed here; nothing is stored and no mail is sent.',
  results: 'Result of the test',
  fine: 'Connected and signed in.',
  said: (text) => `The server said: ${text}`,
  changed: 'Changed since the test; test again.',
  trouble: {
    unknown_host: 'There is no server of this name. Check the name.',
    refused: 'The server takes no connections on this port. Check the port.',
    unreachable: 'There is no way to this server. Check the network or firewall.',
    silent: 'The server did not answer within 10 seconds. Check port and security.',
    closed: 'The server ended the connection half-way.',
    tls: 'No encrypted connection could be made. Check security (TLS or STARTTLS) and port.',
    certificate: 'The certificate of the server is not valid (expired, wrong name or self-signed).',
    password: 'The server refused to sign in: wrong name or password.',
    password_again: 'Type the password again: the stored one is not for this server or user name.',
    folder: 'Signed in, but the inbox (INBOX) cannot be opened.',
    other: 'This server cannot be used.',
  },
};
