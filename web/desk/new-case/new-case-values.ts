import type { z } from 'zod';
import type { CaseType, ChannelKind, createCaseBody, Urgency } from '../../../contract/cases.ts';

/** The form as it is typed; every field a text or a tick, so that it can be kept and restored as it is. */
export interface NewCaseValues {
  key: string;
  type: CaseType | '';
  title: string;
  content: string;
  channel: ChannelKind;
  category: string;
  area: string;
  place: string;
  urgency: Urgency;
  name: string;
  phone: string;
  email: string;
  anonymous: boolean;
  publishWish: boolean;
  aboutUnit: string;
}

export const EMPTY_CASE: NewCaseValues = {
  key: '',
  type: '',
  title: '',
  content: '',
  channel: 'phone',
  category: '',
  area: '',
  place: '',
  urgency: 'normal',
  name: '',
  phone: '',
  email: '',
  anonymous: false,
  publishWish: false,
  aboutUnit: '',
};

const given = (text: string) => text.trim() || undefined;

/** What is sent: empty fields are left out, so that the server's defaults (urgency of the category, title) hold. Pure. */
export function toBody(v: NewCaseValues): z.input<typeof createCaseBody> {
  const citizen = { name: given(v.name), phone: given(v.phone), email: given(v.email) };
  return {
    type: v.type as CaseType,
    content: v.content,
    title: given(v.title),
    channel: v.channel,
    category: given(v.category),
    area: given(v.area),
    place: given(v.place) ? { text: v.place.trim() } : undefined,
    urgency: v.urgency === 'normal' ? undefined : v.urgency,
    citizen: Object.values(citizen).some(Boolean) ? citizen : undefined,
    anonymous: v.anonymous,
    publishWish: v.publishWish,
    aboutUnit: v.type === 'conduct_report' ? given(v.aboutUnit) : undefined,
  };
}
