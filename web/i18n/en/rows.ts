const of = (one: string, many: string) => (n: number, text: string) => `${text} ${n === 1 ? one : many}`;

/** How many rows a list has, and how many of them are here. `n` is the figure, `text` as it is written. */
export const rows = {
  count: {
    citizens: of('person', 'people'),
    callbacks: of('call-back', 'call-backs'),
    users: of('account', 'accounts'),
    calls: of('call', 'calls'),
    people: of('person', 'people'),
    numbers: of('number', 'numbers'),
    events: of('event', 'events'),
    articles: of('article', 'articles'),
    sessions: of('session', 'sessions'),
    notices: of('notice', 'notices'),
    templates: of('template', 'templates'),
    mails: of('mail', 'mails'),
    directives: of('order', 'orders'),
    conversations: of('conversation', 'conversations'),
    incidents: of('incident', 'incidents'),
    recordings: of('recording', 'recordings'),
  },
  shown: (loaded: string, total: string) => `${loaded} of ${total} shown`,
};
