/** Calls written down by hand. */

export const manual = {
  title: 'Ghi cuộc gọi',
  text: 'Cho cuộc gọi đã nghe hoặc gọi trên thiết bị khác. Bản ghi giống như cuộc gọi qua tổng đài và tính cho người ghi.',
  direction: 'Hướng',
  number: 'Số điện thoại của người dân',
  hidden: 'Số ẩn',
  day: 'Ngày',
  time: 'Giờ bắt đầu',
  minutes: 'Phút',
  seconds: 'Giây',
  length: 'Thời lượng nói chuyện',
  outcome: 'Kết quả',
  outcomes: {
    answered: 'Đã nói chuyện',
    no_answer: 'Không nghe máy',
    busy: 'Máy bận',
    abandoned: 'Người dân gác máy trước',
  },
  disposition: 'Phân loại cuộc gọi',
  note: 'Nội dung trao đổi',
  caseCode: 'Mã phiếu (nếu có)',
  save: 'Lưu cuộc gọi',
  saved: 'Đã lưu cuộc gọi',
  makeCase: 'Lập phiếu từ cuộc gọi này',
  again: 'Ghi cuộc gọi khác',
  done: (number: string, time: string) => `Đã lưu cuộc gọi ${number} lúc ${time}.`,
};
