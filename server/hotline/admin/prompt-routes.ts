import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as contract from '../../../contract/hotline-prompts.ts';
import type { Config } from '../../platform/config.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { safeFileName } from '../../platform/files/index.ts';
import { route } from '../../platform/http/index.ts';
import type { SpokenLanguage } from '../../platform/said.ts';
import { exchangeFile } from '../exchange.ts';
import {
  addAnnouncement,
  changeAnnouncement,
  listAnnouncementViews,
  removeAnnouncement,
} from '../prompts/announcements.ts';
import { listPromptViews } from '../prompts/catalogue.ts';
import { addPrompt, changeText, removePrompt, useMachine, useRecording } from '../prompts/edit.ts';
import { studioFormats } from '../prompts/make-sound.ts';
import { soundProgram } from '../prompts/programs.ts';
import { promptArchive, soundOf } from '../prompts/sound-of.ts';
import { syncPrompts } from '../prompts/sync.ts';

/** A studio delivers a minute of stereo in CD quality with 10 MB. Bytes. */
const STUDIO_LIMIT = 40 * 1_048_576;

/** What callers hear: prompts and announcements. A change is brought to our own Asterisk before the answer. */
export function promptRoutes(app: FastifyInstance, ctx: Ctx): void {
  const one = async (name: string, language: SpokenLanguage) => {
    await syncPrompts(ctx);
    const found = (await listPromptViews(ctx.db, language)).find((prompt) => prompt.name === name);
    if (!found) throw new AppError('not_found');
    return found;
  };
  route(app, contract.listPrompts, 'admin.hotline', async ({ language }) => {
    const formats = await studioFormats();
    return {
      items: await listPromptViews(ctx.db, language),
      tools: {
        speak: formats.length > 0 && soundProgram('espeak-ng') !== null,
        convert: formats.length > 0,
        formats,
        exchange: await exchangeOf(ctx.config),
      },
    };
  });
  route(app, contract.getPromptAudio, 'admin.hotline', async ({ params, reply }) => {
    const { wide } = await soundOf(ctx, params.name);
    return sendFile(reply, wide, 'audio/wav', 'inline');
  });
  route(app, contract.getPromptArchive, 'admin.hotline', async ({ reply }) =>
    sendFile(reply, await promptArchive(ctx), 'application/zip', 'attachment; filename="loi-nhac-1022.zip"'),
  );
  route(app, contract.postPrompt, 'admin.hotline', async ({ actor, body, language }) =>
    one(await addPrompt(ctx, actor, body), language),
  );
  route(app, contract.putPrompt, 'admin.hotline', async ({ actor, params, body, language }) => {
    await changeText(ctx, actor, params.name, body.text);
    return one(params.name, language);
  });
  route(app, contract.deletePrompt, 'admin.hotline', async ({ actor, params }) => {
    await removePrompt(ctx, actor, params.name);
    await syncPrompts(ctx);
    return null;
  });
  route(app, contract.postPromptRecording, 'admin.hotline', async ({ actor, params, request, language }) => {
    await useRecording(ctx, actor, params.name, await receiveSound(request));
    return one(params.name, language);
  });
  route(app, contract.deletePromptRecording, 'admin.hotline', async ({ actor, params, language }) => {
    await useMachine(ctx, actor, params.name);
    return one(params.name, language);
  });
  announcementRoutes(app, ctx);
}

function announcementRoutes(app: FastifyInstance, ctx: Ctx): void {
  const one = async (id: number, language: SpokenLanguage) => {
    const found = (await listAnnouncementViews(ctx, language)).find((row) => row.id === String(id));
    if (!found) throw new AppError('not_found');
    return found;
  };
  route(app, contract.listAnnouncements, 'admin.hotline', async ({ language }) => ({
    items: await listAnnouncementViews(ctx, language),
  }));
  route(app, contract.postAnnouncement, 'admin.hotline', async ({ actor, body, language }) => {
    const { prompt, title, text, ...period } = body;
    const given = { ...(prompt ? { prompt } : {}), ...(title ? { title } : {}), ...(text ? { text } : {}) };
    const id = await addAnnouncement(ctx, actor, { ...period, ...given });
    await syncPrompts(ctx);
    return one(id, language);
  });
  route(app, contract.putAnnouncement, 'admin.hotline', async ({ actor, params, body, language }) => {
    await changeAnnouncement(ctx, actor, Number(params.id), body);
    return one(Number(params.id), language);
  });
  route(app, contract.deleteAnnouncement, 'admin.hotline', async ({ actor, params }) => {
    await removeAnnouncement(ctx, actor, Number(params.id));
    return null;
  });
}

async function receiveSound(request: FastifyRequest): Promise<{ bytes: Buffer; name: string }> {
  if (!request.isMultipart())
    throw new AppError('unsupported_media', {
      detail: { vi: 'Cần gửi dạng multipart/form-data.', en: 'It must be sent as multipart/form-data.' },
    });
  const part = await request.file({ limits: { fileSize: STUDIO_LIMIT } });
  if (!part)
    throw new AppError('invalid', { detail: { vi: 'Hãy chọn một tệp âm thanh.', en: 'Choose a sound file.' } });
  const bytes = await part.toBuffer().catch((cause) => {
    throw new AppError('too_large', {
      detail: {
        vi: 'Tệp âm thanh lớn hơn 40 MB. Hãy cắt bớt hoặc giảm chất lượng.',
        en: 'The sound file is larger than 40 MB. Shorten it or lower its quality.',
      },
      cause,
    });
  });
  return { bytes, name: safeFileName(part.filename, 'loi-nhac.wav') };
}

/** Sound as it is; never kept by the browser, because a prompt may change at any time. */
function sendFile(reply: FastifyReply, content: unknown, type: string, disposition: string): unknown {
  reply
    .header('content-disposition', disposition)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .type(type);
  return content;
}

/** An Asterisk that the province runs itself is known by ARI_URL only: nobody but its people reaches its files. */
async function exchangeOf(config: Config): Promise<'own' | 'elsewhere' | 'none'> {
  if ((await exchangeFile(config))?.soundsDir) return 'own';
  return config.ariUrl === null ? 'none' : 'elsewhere';
}
