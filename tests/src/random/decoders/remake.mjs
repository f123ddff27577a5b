// Makes messages that nobody received: values of one that was read, changed here and there.

/** Numbers by chance, always the same for one text. */
function chance(text) {
  let state = 2166136261;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 16777619);
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const isObject = (value) => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isSecret = (value) => typeof value?.reveal === "function";

/** All places of a value, each with what holds it. */
function places(holder, found = []) {
  for (const key of Object.keys(holder)) {
    const value = holder[key];
    found.push([holder, key]);
    if (isObject(value) || Array.isArray(value)) places(value, found);
  }
  return found;
}

/** A copy whose parts can be changed. */
function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const made = {};
  for (const key of Object.keys(value)) set(made, key, copy(value[key]));
  return made;
}

function set(holder, key, value) {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function another(value, all, below) {
  if (isSecret(value)) return new value.constructor(another(value.reveal(), all, below));
  if (below(4) === 0) return all[below(all.length)];
  switch (typeof value) {
    case "number":
      return [value + 1, -value, value / 2, value * 1e9][below(4)];
    case "string":
      return [`${value}x`, "", value.slice(1), "é"][below(4)];
    case "boolean":
      return !value;
    default:
      return all[below(all.length)];
  }
}

/** Another message: one or two places of a copy changed. The kind and the name stay. */
export function remade(message, text) {
  const below = chance(text);
  const made = copy(message);
  const { kind, name, wireName, answers, layout, envelope } = made;
  for (let count = 1 + below(2); count > 0; count--) {
    const all = places(made);
    const [holder, key] = all[below(all.length)];
    const values = all.map(([holder, key]) => holder[key]);
    const keys = [...new Set(all.map(([, key]) => key))];
    const within = isObject(holder[key]) ? holder[key] : holder;
    switch (below(6)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete holder[key];
        break;
      case 1:
        if (!Array.isArray(within)) set(within, keys[below(keys.length)], copy(values[below(values.length)]));
        break;
      default:
        set(holder, key, copy(another(holder[key], values, below)));
    }
  }
  for (const [key, value] of Object.entries({ kind, name, wireName, answers, layout, envelope }))
    if (value === undefined) delete made[key];
    else set(made, key, value);
  return made;
}
