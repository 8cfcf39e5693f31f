import { asWritten, CITIZEN_NAME, type Said, SYSTEM_NAME } from '../platform/said.ts';

/** Who reacted, where it was the centre: a citizen sees one centre, whoever of us pressed. Rows have it in this word. */
export const CENTRE_MARK = 'Tổng đài';

/**
 * Under what name somebody writes who gave none, and programs of a provider that are no person. Kept in Vietnamese with
 * the thread, like every name.
 */
export const AUTHOR_NAMES = {
  page: { vi: 'Khách trên trang', en: 'Guest on the page' },
  website: { vi: 'Khách trên trang web', en: 'Guest on the website' },
  facebook: { vi: 'Người bình luận trên Facebook', en: 'Commenter on Facebook' },
  pageInbox: { vi: 'Hộp thư Facebook của trang', en: 'Facebook inbox of the page' },
  pageProgram: { vi: 'Trang Facebook (chương trình khác)', en: 'Facebook page (another program)' },
  accountProgram: { vi: 'Official Account (chương trình khác)', en: 'Official Account (another program)' },
  citizen: CITIZEN_NAME,
  system: SYSTEM_NAME,
  centre: { vi: 'Tổng đài 1022', en: 'Centre 1022' },
} as const satisfies Record<string, Said>;

const KNOWN: ReadonlyMap<string, Said> = new Map(Object.values(AUTHOR_NAMES).map((said) => [said.vi, said]));

/** Somebody who answered in the provider's own program, by his number there. */
export const accountAdmin = (id: string): Said => ({ vi: `Quản trị OA (${id})`, en: `OA administrator (${id})` });
const ACCOUNT_ADMIN = /^Quản trị OA \((.+)\)$/;

/** The name of who wrote, for a reader: a person's own as it is, one of ours in both languages. */
export function authorName(stored: string): Said {
  const admin = ACCOUNT_ADMIN.exec(stored)?.[1];
  return KNOWN.get(stored) ?? (admin === undefined ? asWritten(stored) : accountAdmin(admin));
}
