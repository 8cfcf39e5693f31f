/** The page of leaders' orders. */
export const directives = {
  title: 'Ý kiến chỉ đạo',
  text: 'Mỗi chỉ đạo được theo dõi từ lúc giao đến khi báo cáo được xác nhận hoặc phiếu được trả lời.',
  side: 'Chỉ đạo của ai',
  given: 'Tôi đã giao',
  received: 'Đơn vị tôi được giao',
  province: 'Cấp tỉnh',
  which: 'Chỉ đạo nào',
  unsettled: 'Đang theo dõi',
  overdue: 'Quá hạn',
  reported: 'Chờ xác nhận',
  every: 'Tất cả',
  counts: (open: number, overdue: number, reported: number) =>
    `${open} trong hạn, ${overdue} quá hạn, ${reported} chờ xác nhận báo cáo`,
  empty: {
    given: 'Bạn không có chỉ đạo nào ở đây.',
    received: 'Đơn vị không có chỉ đạo nào ở đây.',
    province: 'Không có chỉ đạo nào của cấp tỉnh ở đây.',
  },
};
