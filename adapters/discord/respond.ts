import { InteractionResponseType, MessageFlags, RESTJSONErrorCodes, Routes, type APIMessage, type REST } from 'discord.js';
import { drawAll } from '../../src/pictures.js';
import type { Audience, Form, MessageRef, Pictures, Responder } from '../../src/ports.js';
import { codeOf, deliveryError, safeError } from './errors.js';
import { modal } from './form.js';
import { toId } from './ids.js';
import { sendDrawn } from './pictures.js';
import type { Reference } from './receive.js';

/**
 * Answers one interaction. Discord wants the acknowledgement within 3 s and fixes there who sees the answer; the answer may then
 * take 15 minutes (developer docs, "Receiving and Responding"). Raw routes, for discord.js's own `deferReply` forgets that it
 * is deferred when the 200 was lost and its second try met 40060.
 */
export function responder(rest: REST, reference: Reference, pressedPrivate: boolean, pictures?: Pictures): Responder {
  const { application, token, component } = reference;
  let acknowledged: Audience | undefined;
  return {
    async acknowledge(wanted) {
      // only a message that was pressed can change in place; a typed command is then answered to its member
      const audience = wanted === 'in-place' && !component ? 'you' : wanted;
      acknowledged = audience;
      return callBack(
        rest,
        reference,
        audience === 'in-place'
          ? { type: InteractionResponseType.DeferredMessageUpdate }
          : {
              type: InteractionResponseType.DeferredChannelMessageWithSource,
              data: { flags: audience === 'you' ? MessageFlags.Ephemeral : 0 },
            },
      );
    },

    async answer(reply, audience) {
      const drawn = await drawAll(reply, pictures);
      // the message in place stays as it is where the answer is for somebody else than its readers
      const apart = acknowledged === 'in-place' && audience !== 'in-place';
      try {
        const message = await sendDrawn(reply, drawn, (body, files) =>
          apart
            ? rest.post(Routes.webhook(application, token), {
                body: { ...body, flags: body.flags | (audience === 'you' ? MessageFlags.Ephemeral : 0) },
                files,
                auth: false,
              })
            : rest.patch(Routes.webhookMessage(application, token), {
                // without a list of files a message in place would keep those that it had
                body: acknowledged === 'in-place' ? { attachments: [], ...body } : body,
                files,
                auth: false,
              }),
        );
        const seen = apart ? audience : acknowledged;
        return seen === 'you' || (seen === 'in-place' && pressedPrivate) ? undefined : refOf(message);
      } catch (error) {
        throw deliveryError(error);
      }
    },
  };
}

/** Shows a form: the acknowledgement and the whole answer in one. Resolves too, to false, where Discord took another answer before. */
export const showForm = (rest: REST, reference: Reference, form: Form): Promise<boolean> =>
  callBack(rest, reference, { type: InteractionResponseType.Modal, data: modal(form) });

/** False where another delivery was first, or the answer to our own first try was lost. */
async function callBack(rest: REST, { id, token }: Reference, body: object): Promise<boolean> {
  try {
    await rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    return true;
  } catch (error) {
    if (codeOf(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return false;
    throw codeOf(error) === RESTJSONErrorCodes.UnknownInteraction ? tooLate(error) : safeError(error);
  }
}

const tooLate = (error: unknown): Error => new Error('acknowledged too late: Discord takes it for 3 s only', { cause: safeError(error) });

/** The address of a message that Discord gave back. */
export function refOf(message: unknown): MessageRef {
  const { id, channel_id } = message as Pick<APIMessage, 'id' | 'channel_id'>;
  return { channel: toId(channel_id), message: toId(id) };
}
