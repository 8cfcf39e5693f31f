/** The agency as printed forms name it. */
export const installation = {
  title: 'Thông tin cơ quan',
  text: 'In ở đầu phiếu chuyển, văn bản và các trang cho người dân. Để trống thì dùng thông tin hiện mờ trong ô.',
  field: {
    authority: 'Cơ quan chủ quản',
    agency: 'Tên cơ quan',
    place: 'Địa danh',
    address: 'Địa chỉ',
    phone: 'Điện thoại cơ quan',
    email: 'Email',
    hotline: 'Số đường dây nóng',
  },
  hint: {
    authority: 'Dòng trên cùng, ví dụ: UBND tỉnh Đồng Tháp.',
    agency: 'Dòng dưới cơ quan chủ quản, in đậm.',
    place: 'Đứng trước ngày tháng: “Đồng Tháp, ngày 23 tháng 11 năm 2026”.',
    hotline: 'Số mà người dân gọi.',
  } as Record<string, string>,
  preview: 'Đầu văn bản sẽ in như sau',
  motto: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
  date: (place: string, day: string, month: string, year: string) => `${place}, ngày ${day} tháng ${month} năm ${year}`,
  contact: { phone: 'ĐT', email: 'Email', hotline: 'Đường dây nóng' },
  saved: 'Đã lưu thông tin cơ quan',
};
