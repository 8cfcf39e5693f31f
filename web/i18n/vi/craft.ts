/** What makes working on one case pleasant: company, previews, undoing, printing, links to a place. */
export const craft = {
  company: {
    label: 'Đang cùng mở',
    looks: (name: string) => `${name} đang xem`,
    writes: (name: string, form: string) => `${name} đang soạn ${form}`,
    self: 'Bạn, ở cửa sổ khác,',
    same: (name: string) => `${name} cũng đang soạn mục này.`,
    selfSame: 'Bạn đang mở mục này ở cửa sổ khác; hai cửa sổ dùng chung một nội dung, gửi một lần là đủ.',
  },
  undo: {
    button: 'Hoàn tác',
    key: 'Hoàn tác việc vừa làm (khi không gõ chữ)',
    reason: (label: string) => `Hoàn tác “${label}” ngay sau khi làm.`,
    done: (label: string) => `Đã hoàn tác “${label}”`,
    refused: (label: string, why: string) => `Không hoàn tác được “${label}”: ${why}`,
    lost: 'Mất kết nối khi hoàn tác. Bấm lại khi có mạng.',
  },
  glance: {
    where: 'Đang ở',
    at: (level: number, who: string) => `Cấp ${level}${who ? `, ${who}` : ''}`,
  },
  upload: {
    screenshot: 'Ảnh chụp',
    progress: (name: string) => `Đang tải lên ${name}`,
    waitsForNetwork: 'Mất mạng; sẽ tự tải tiếp khi có mạng.',
    dropHere: 'Thả tệp vào đây',
    retry: 'Tải lại',
    withFiles: (n: number) => `kèm ${n} tệp`,
    noteFiles: 'Ảnh, tệp kèm ghi chú',
  },
  print: { menu: 'In phiếu', transfer: 'Phiếu chuyển', receipt: 'Phiếu tiếp nhận', answer: 'Phiếu trả lời' },
  forms: { reply: 'thư trả lời', note_down: 'ghi chú' },
  sentElsewhere: 'Nội dung này đã được gửi hoặc xoá ở cửa sổ khác của bạn.',
};
