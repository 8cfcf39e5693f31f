import { type DemoContact, readContacts } from '../server/demo/contacts.ts';

let contacts: DemoContact[] | null = null;

/** The n-th case of a bench: a sample contact with a caller of its own (one in four calls again). */
export function sampleCase(n: number) {
  contacts ??= readContacts().filter((c) => c.content !== '');
  const contact = contacts[n % contacts.length] as DemoContact;
  const caller = n - (n % 4 === 3 ? 3 : 0);
  return {
    type: contact.type,
    content: contact.content,
    channel: 'phone' as const,
    urgency: contact.urgency,
    category: contact.category,
    area: contact.area,
    citizen: { name: `Người gọi ${caller}`, phone: `09${String(caller % 100_000_000).padStart(8, '0')}` },
  };
}
