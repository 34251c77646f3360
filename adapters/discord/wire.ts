/**
 * The parts of an interaction that we read (developer docs, "Interaction Object"), each of which may be missing on the wire.
 */
export interface WireInteraction {
  readonly id?: string;
  readonly application_id?: string;
  readonly token?: string;
  readonly type?: number;
  readonly guild_id?: string;
  readonly channel_id?: string;
  readonly channel?: { readonly id?: string } | null;
  readonly context?: number;
  readonly locale?: string;
  readonly guild_locale?: string;
  readonly user?: WireUser | null;
  readonly member?: { readonly user?: WireUser | null; readonly nick?: string | null; readonly permissions?: string } | null;
  /** The message whose button was pressed, also where the press opened the form that is submitted. */
  readonly message?: WireMessage | null;
  readonly data?: WireData | null;
}

/** What differs by type: of a command, of a press, of a form. */
export interface WireData {
  readonly type?: number;
  readonly name?: string;
  readonly options?: readonly (WireOption | null)[] | null;
  readonly target_id?: string | null;
  readonly resolved?: { readonly messages?: Readonly<Record<string, WireMessage | null>> | null } | null;
  readonly custom_id?: string;
  readonly component_type?: number;
  readonly values?: readonly string[] | null;
  readonly components?: readonly (WireLabel | null)[] | null;
}

export interface WireUser {
  readonly id?: string;
  readonly username?: string;
  readonly global_name?: string | null;
}

interface WireMessage {
  readonly id?: string;
  readonly channel_id?: string;
  readonly flags?: number;
  readonly author?: WireUser | null;
  readonly content?: string | null;
  readonly timestamp?: string | null;
}

export interface WireOption {
  readonly name?: string;
  readonly type?: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly (WireOption | null)[] | null;
}

/** A label of a submitted form, with the text input that it names. */
interface WireLabel {
  readonly component?: { readonly custom_id?: string; readonly value?: string | null } | null;
}

/** A list without its holes. */
export const present = <T>(list: readonly (T | null | undefined)[] | null | undefined): T[] =>
  (list ?? []).filter((one) => one !== null && one !== undefined);
