import { type Constant, type Form, formAt, type Node } from "./forms.js";
import { type JsonKind, kindOf } from "./kinds.js";
import { find, placeOf } from "./pointer.js";
import { Fault } from "./refusal.js";
import { rivalryOf, type Side, slotsOf, unbeaten } from "./rivalry.js";

/** By what the payload of a message is known. */
export interface Marks {
  /** Where it stands, as a JSON Pointer; for one whose keys stand beside those of the form, the object they are in. */
  readonly at: string;
  /** Its keys that hold one value always. */
  readonly constants?: readonly (readonly [key: string, is: Constant])[];
  /** The keys that it must have. */
  readonly required?: readonly string[];
  /** All keys that it declares. */
  readonly declared?: readonly string[];
  /** The kinds of JSON that it may be; any, unless it says so. */
  readonly kinds?: readonly JsonKind[];
  /** The one value that it always is. */
  readonly is?: Constant;
}

/** A message that shares its name with others. */
export interface Rival {
  /** The place of its form. */
  readonly form: number;
  /** Its payload. */
  readonly marks: Marks;
}

/**
 * Finds which of several messages of one name is meant. What is dropped is in this order: those whose payload has a
 * constant that differs; those that the keys of form and payload rule out, as in telling; those whose payload is of
 * another kind; those that another outdoes by being the constant that the payload equals, or that are a constant which
 * it does not equal while another is none. Of those that are left the first is meant. As soon as one is left alone, it is
 * meant without a further look.
 *
 * @returns the place of the rival; or a fault: `ambiguous` as in telling, `tag` if a step drops all
 */
export function settle(forms: readonly Form[], rivals: readonly Rival[], message: unknown): number | Fault {
  if (rivals.length === 1) return 0;
  const contest = rivals.map((rival, place) => contestant(forms, rival, place, message));
  const alike = keep(contest, (rival) => hasConstants(rival, message));
  if (alike instanceof Fault) return alike;
  const known = unbeaten(alike, (first, second) => rivalryOf(first, second, message));
  if (known instanceof Fault) return known;
  const fitting = keep(known, isOfKind);
  if (fitting instanceof Fault) return fitting;
  const [meant] = ofConstant(fitting);
  return meant?.place ?? 0;
}

/** A rival, and what the message has for it. */
interface Contestant extends Side {
  readonly place: number;
  readonly marks: Marks;
  readonly payload: unknown;
}

function contestant(forms: readonly Form[], { form, marks }: Rival, place: number, message: unknown): Contestant {
  const { at, constants = [], required = [], declared = [] } = marks;
  const demanded = required.map((key): Node => [placeOf(at, key), "slot"]);
  const mentioned = [...constants.map(([key]) => key), ...declared].map(
    (key): Node => [placeOf(at, key), "optional-slot"],
  );
  const known = [...demanded, ...mentioned];
  const layout = formAt(forms, form);
  // What stands in a payload whose keys are known is not hidden in a slot.
  const slots = slotsOf(layout).filter((slot) => slot !== at || known.length === 0);
  return { place, marks, form: [...layout, ...known], slots, payload: find(message, at) };
}

/** Those that pass. One alone is not asked: what is wrong with it is for checking to say. */
function keep(left: readonly Contestant[], passes: (rival: Contestant) => boolean): readonly Contestant[] | Fault {
  const passing = left.length === 1 ? left : left.filter(passes);
  return passing.length > 0 ? passing : new Fault("tag", "a message of this direction");
}

/** Whether no constant of the payload differs. One that is absent does not differ. */
function hasConstants({ marks: { at, constants = [] } }: Contestant, message: unknown): boolean {
  return constants.every(([key, is]) => {
    const value = find(message, placeOf(at, key));
    return value === undefined || value === is;
  });
}

function isOfKind({ marks: { kinds }, payload }: Contestant): boolean {
  const kind = kindOf(payload);
  return kinds === undefined || kind === undefined || kinds.includes(kind);
}

/** Those that are the constant which the payload equals; if none is, those that are no constant; else all. */
function ofConstant(left: readonly Contestant[]): readonly Contestant[] {
  const equal = left.filter(({ marks, payload }) => payload !== undefined && marks.is === payload);
  const free = equal.length > 0 ? equal : left.filter(({ marks }) => marks.is === undefined);
  return free.length > 0 ? free : left;
}
