// A page, as far as its messages go: sends what the player shall do, and reads what it tells.
import { decodeFromPlayer, encodeToPlayer } from "#protocols/player/page";

send({ kind: "event", name: "load", payload: { film: "Metropolis", start: 90 } });
send({ kind: "event", name: "volume", payload: 101 });
receive({ type: "ready" });
receive({ type: "position", data: 91.5 });
receive({ type: "position", data: "1:31" });
receive({ type: "subtitles", data: "de" });

/** @param {import("#protocols/player/page").PageToPlayer} message */
function send(message) {
  const sent = encodeToPlayer(message);
  console.log(sent.ok ? `sends ${JSON.stringify(sent.value)}` : `does not send: ${sent.refusal.expected}`);
}

/** @param {unknown} data what `event.data` holds */
function receive(data) {
  const result = decodeFromPlayer(data);
  if (!result.ok) return console.log(`refuses ${result.refusal.code} at ${result.refusal.path}`);
  const { message } = result;
  if (message.kind === "unknown") return console.log(`does not know ${message.unknown.name}`);
  switch (message.name) {
    case "ready":
      return console.log("the player is ready");
    case "position":
      return console.log(`the film is at second ${message.payload}`);
  }
}
