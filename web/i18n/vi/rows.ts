/** How many rows a list has, and how many of them are here. `n` is the figure, `text` as it is written. */
export const rows = {
  count: {
    citizens: (_n: number, text: string) => `${text} người`,
    callbacks: (_n: number, text: string) => `${text} việc gọi lại`,
    users: (_n: number, text: string) => `${text} tài khoản`,
    calls: (_n: number, text: string) => `${text} cuộc gọi`,
    people: (_n: number, text: string) => `${text} người`,
    numbers: (_n: number, text: string) => `${text} số điện thoại`,
    events: (_n: number, text: string) => `${text} sự kiện`,
    articles: (_n: number, text: string) => `${text} bài viết`,
    sessions: (_n: number, text: string) => `${text} phiên đăng nhập`,
    notices: (_n: number, text: string) => `${text} thông báo`,
    templates: (_n: number, text: string) => `${text} mẫu`,
    mails: (_n: number, text: string) => `${text} thư`,
    directives: (_n: number, text: string) => `${text} chỉ đạo`,
    conversations: (_n: number, text: string) => `${text} hội thoại`,
    incidents: (_n: number, text: string) => `${text} sự cố`,
    recordings: (_n: number, text: string) => `${text} bản ghi âm`,
  },
  shown: (loaded: string, total: string) => `Đang hiện ${loaded} trong ${total}`,
};
