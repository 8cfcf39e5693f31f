/** The page of leaders' orders. */
export const directives = {
  title: 'Ý kiến chỉ đạo',
  text: 'Mỗi chỉ đạo được theo dõi cho đến khi đơn vị báo cáo hoặc phiếu được trả lời.',
  side: 'Chỉ đạo của ai',
  given: 'Tôi đã giao',
  received: 'Đơn vị tôi được giao',
  which: 'Chỉ đạo nào',
  waiting: 'Đang thực hiện',
  every: 'Tất cả',
  counts: (open: number, overdue: number) => `${open} trong hạn, ${overdue} quá hạn`,
  empty: { given: 'Bạn không có chỉ đạo nào ở đây.', received: 'Đơn vị không có chỉ đạo nào ở đây.' },
  state: {
    open: 'đang thực hiện',
    overdue: 'quá hạn',
    reported: 'đã báo cáo',
    done: 'đã trả lời dân',
    replaced: 'thay bằng chỉ đạo mới',
    ended: 'phiếu kết thúc',
  },
};
