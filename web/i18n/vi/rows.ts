/** How many rows a list has, and how many of them are here. `n` is the figure, `text` as it is written. */
export const rows = {
  count: {
    citizens: (_n: number, text: string) => `${text} người`,
    callbacks: (_n: number, text: string) => `${text} việc gọi lại`,
    users: (_n: number, text: string) => `${text} tài khoản`,
    calls: (_n: number, text: string) => `${text} cuộc gọi`,
    people: (_n: number, text: string) => `${text} người`,
    numbers: (_n: number, text: string) => `${text} số điện thoại`,
    recordings: (_n: number, text: string) => `${text} bản ghi âm`,
  },
  shown: (loaded: string, total: string) => `Đang hiện ${loaded} trong ${total}`,
};
