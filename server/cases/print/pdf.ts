import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { layoutOf, SIGNATURE } from './layout.ts';
import type { Sheet } from './sheet.ts';

const FONT = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
const FACES = {
  normal: join(FONT, '400Regular/Tinos_400Regular.ttf'),
  bold: join(FONT, '700Bold/Tinos_700Bold.ttf'),
  italics: join(FONT, '400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: join(FONT, '700Bold_Italic/Tinos_700Bold_Italic.ttf'),
};

let ready: Promise<typeof import('pdfmake')> | null = null;

/** The library, loaded with the first paper: most processes never print. It may open our fonts and nothing else. */
function library(): Promise<typeof import('pdfmake')> {
  ready ??= import('pdfmake').then(({ default: pdfmake }) => {
    pdfmake.setFonts({ Tinos: FACES });
    pdfmake.setLocalAccessPolicy((path) => Object.values(FACES).includes(path));
    pdfmake.setUrlAccessPolicy(() => false);
    return pdfmake;
  });
  return ready;
}

/** The sheet as a PDF. */
export async function pdfOf(sheet: Sheet): Promise<Buffer> {
  const pdf = await library();
  let signedAlone = false;
  const plain = await pdf
    .createPdf({
      ...layoutOf(sheet),
      pageBreakBefore: (node, near) => {
        if (node.id === SIGNATURE)
          signedAlone = !near.getPreviousNodesOnPage().some((one) => typeof one.text === 'string');
        return false;
      },
    })
    .getBuffer();
  return signedAlone ? pdf.createPdf(layoutOf(sheet, { cutEnd: true })).getBuffer() : plain;
}
