import type { AdminWords } from '../admin-pages.ts';

export const installation: AdminWords['installation'] = {
  title: 'Agency details',
  text: 'Printed at the head of transfer slips, documents and the citizens’ pages. An empty field takes what is shown faintly in it.',
  field: {
    authority: 'Superior authority',
    agency: 'Name of the agency',
    place: 'Place',
    address: 'Address',
    phone: 'Telephone of the agency',
    email: 'E-mail',
    hotline: 'Hotline number',
  },
  hint: {
    authority: 'The topmost line, for example: UBND tỉnh Đồng Tháp.',
    agency: 'The line below it, in bold.',
    place: 'Stands before the date: “Đồng Tháp, ngày 23 tháng 11 năm 2026”.',
    hotline: 'The number that citizens dial.',
  },
  preview: 'The head of a document will look like this',
  // A document is printed in Vietnamese whatever the desk speaks.
  motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
  date: (place, day, month, year) => `${place}, ngày ${day} tháng ${month} năm ${year}`,
  contact: { phone: 'ĐT', email: 'Email', hotline: 'Đường dây nóng' },
  saved: 'Agency details saved',
};
