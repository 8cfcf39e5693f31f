/**
 * Files that came with a paste. A copy from Word or Excel brings a picture of the text beside the text; then the text is
 * what was meant. A screenshot has no name of its own: it gets the moment, so that two can be told apart.
 */
export function pastedFiles(data: Pick<DataTransfer, 'files' | 'types'>, now: Date, label: string): File[] {
  if (data.types.includes('text/plain')) return [];
  return [...data.files].map((file) => {
    if (!/^image\.(png|jpe?g|webp|gif)$/i.test(file.name)) return file;
    const two = (n: number) => String(n).padStart(2, '0');
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const time = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
    return new File([file], `${label} ${day} ${time}.${file.name.split('.').at(-1)}`, { type: file.type });
  });
}
