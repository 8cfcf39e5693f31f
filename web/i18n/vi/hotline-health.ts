/** How the telephone is. */
export const health = {
  title: 'Tình trạng tổng đài thoại',
  text: 'Tự xem lại mỗi 15 giây.',
  allWell: 'Mọi thứ đều ổn',
  troubles: (n: number) => `${n} điều cần xem`,
  off: 'Chưa dùng tổng đài thoại',
  state: { good: 'Tốt', watch: 'Cần xem', bad: 'Hỏng', off: 'Chưa dùng' },
  line: {
    link: 'Kết nối với Asterisk',
    asterisk: 'Asterisk',
    trunk: 'Đường trung kế',
    browsers: 'Điện thoại trên trình duyệt (WebSocket)',
    phones: 'Điện thoại của tổng đài viên',
    calls: 'Cuộc gọi',
    disk: 'Chỗ chứa ghi âm',
    lost: 'Ghi âm thiếu',
    messages: 'Lời nhắn lúc bảo trì',
    prompts: 'Lời nhắc',
    incidents: 'Sự cố chung',
    orders: 'Lệnh bị từ chối',
  },
  since: (when: string) => `từ ${when}`,
  whatToDo: 'Việc cần làm',
  socket: {
    trying: 'Đang thử từ trình duyệt này…',
    good: (ms: number) => `Trình duyệt này nối được (${ms} ms).`,
    bad: 'Trình duyệt này không nối được.',
    advice:
      'Nếu có proxy phía trước, cho phép nâng cấp WebSocket ở /api/v1/phone/ws; trang phải mở bằng https để dùng micro.',
  },
  tryAgain: 'Xem lại ngay',
};
