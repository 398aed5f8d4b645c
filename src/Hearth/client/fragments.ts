// The open line of a page that listens: subscribes what the page names, puts arriving fragments in their place, and reads a
// region afresh when a number is missing or after the line was down. Loaded only where there is something to hear.
import { HubConnectionBuilder, HttpTransportType, HubConnectionState, LogLevel } from "@microsoft/signalr";
import { say } from "./bar";
import { coverIfClosed, onUncovered } from "./cover";
import { morph, parse } from "./morph";

interface Fragment {
  stream: string;
  seq: number;
  target: string;
  html: string;
}
interface Fact {
  stream: string;
  name: string;
  data: unknown;
}
type Joined = { seq: number; stale: boolean } | { refused: string };

const hub = new HubConnectionBuilder()
  .withUrl("/hub", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
  // Full jitter, so that a server that comes back is not met by everyone at once. Never gives up.
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => wait(previousRetryCount) })
  .withServerTimeout(25_000)
  .withKeepAliveInterval(10_000)
  .configureLogging(LogLevel.None)
  .build();

const wait = (tries: number) => Math.random() * Math.min(8000, 1000 + tries * 1000);

/** The number of the last fragment heard, by stream; absent: not subscribed. */
const heard = new Map<string, number>();

/**
 * Regions being read afresh: what arrived meanwhile, which is put in place after, in order; and whether it was asked again, since
 * what is on its way may be from before. None of it is kept on the region itself, which takes on the attributes of what was read.
 */
interface Reading {
  held: Fragment[];
  again: boolean;
  done: Promise<void>;
}
const reading = new Map<Element, Reading>();

const regions = () => Array.from(document.querySelectorAll<HTMLElement>("[data-stream]"));
const namesOf = (region: HTMLElement) => (region.dataset.stream ?? "").split(" ").filter(Boolean);
const regionsOf = (stream: string) => regions().filter((region) => namesOf(region).includes(stream));

/** What other scripts of the page use: messages to a room's handler, what the server tells this page, and the line's state. */
export const line = {
  /** Sends to the handler that a room registered for this kind. Rejects while the line is down. */
  frame: (kind: string, json: unknown): Promise<unknown> => hub.invoke("Frame", kind, json),
  /** What the server sends to this page alone. */
  on: (name: string, heardIt: (data: unknown) => void): void => hub.on(name, heardIt),
  /** Fleeting facts of a stream. */
  onFact: (name: string, heardIt: (data: unknown, stream: string) => void): void =>
    hub.on("fact", (fact: Fact) => fact.name === name && heardIt(fact.data, fact.stream)),
  /** True when the line is up (again), after everything is subscribed; false when it is lost. */
  onState: (changed: (up: boolean) => void): void => void states.push(changed),
  get up(): boolean {
    return hub.state === HubConnectionState.Connected;
  },
  /** Where somebody stands has changed: reads every region as it is now, and hears what it names now. */
  async refresh(): Promise<void> {
    await Promise.all(regions().map(readAfresh));
    if (hub.state === HubConnectionState.Connected) await subscribeAll(false).catch(() => {}); // cut meanwhile: subscribed on the next line
  },
};
const states: ((up: boolean) => void)[] = [];

hub.on("fragment", (fragment: Fragment) => {
  const last = heard.get(fragment.stream);
  if (last === undefined) return; // left meanwhile
  heard.set(fragment.stream, fragment.seq);
  if (fragment.seq !== last + 1) for (const region of regionsOf(fragment.stream)) void readAfresh(region);
  place(fragment);
});

// Something changed that each page reads for itself.
hub.on("late", ({ stream, seq }: { stream: string; seq: number }) => {
  if (!heard.has(stream)) return;
  heard.set(stream, seq);
  for (const region of regionsOf(stream)) void readAfresh(region);
});

hub.on("left", ({ stream }: { stream: string }) => {
  heard.delete(stream);
  for (const region of regionsOf(stream)) {
    const mine = region.dispatchEvent(new CustomEvent("hearth:left", { bubbles: true, cancelable: true, detail: { stream } }));
    // Whoever could not be asked for just then is out too, and comes back by itself: what the region names now is asked for again.
    if (mine) void readAfresh(region).then(() => subscribeAll(false)).catch(() => {});
  }
});

function place(fragment: Fragment): void {
  const target = document.getElementById(fragment.target);
  if (!target) return;
  const held = Array.from(reading).find(([region]) => region.contains(target));
  if (held) {
    held[1].held.push(fragment);
    return;
  }
  const fresh = parse(fragment.html).getElementById(fragment.target);
  if (fresh) morph(target, fresh);
  document.dispatchEvent(new CustomEvent("hearth:fragment", { detail: { stream: fragment.stream, target: fragment.target } }));
}

/** Reads a region over HTTP, rendered by the same component; done when what is here is from after this was asked. */
function readAfresh(region: HTMLElement): Promise<void> {
  const underWay = reading.get(region);
  if (underWay) {
    underWay.again = true;
    return underWay.done;
  }
  const mine: Reading = { held: [], again: false, done: Promise.resolve() };
  reading.set(region, mine);
  mine.done = read(region, mine);
  return mine.done;
}

/** A page that is no longer ours to read is loaded as it is now. */
async function read(region: HTMLElement, mine: Reading): Promise<void> {
  try {
    for (let tries = 0; ; tries++) {
      let html: string | null = null;
      try {
        const answer = await fetch(region.dataset.regionUrl ?? location.href, { headers: { "X-Hearth": "region" }, cache: "no-store" });
        if (answer.redirected || answer.status === 401 || answer.status === 404) return leave();
        if (answer.ok) html = await answer.text();
      } catch {
        // The line is down: again below.
      }
      if (html !== null) {
        const fresh = parse(html).getElementById(region.id);
        if (!fresh) return location.reload();
        morph(region, fresh);
        document.dispatchEvent(new CustomEvent("hearth:region", { detail: { region: region.id } }));
        break;
      }
      await new Promise((done) => setTimeout(done, wait(tries)));
    }
  } finally {
    reading.delete(region);
    mine.held.forEach(place);
  }
  if (mine.again) await readAfresh(region);
}

/** One after the other: two at once would ask for the same streams. */
let subscribing: Promise<void> = Promise.resolve();
function subscribeAll(afterDrop: boolean): Promise<void> {
  const mine = subscribing.catch(() => {}).then(() => subscribeMissing(afterDrop));
  subscribing = mine;
  return mine;
}

async function subscribeMissing(afterDrop: boolean): Promise<void> {
  const stale = new Set<HTMLElement>();
  for (const region of regions()) {
    for (const stream of namesOf(region)) {
      if (heard.has(stream)) continue;
      const joined = await hub.invoke<Joined>("Subscribe", stream, afterDrop ? null : (region.dataset.mark ?? null));
      if ("refused" in joined) stale.add(region);
      else {
        heard.set(stream, joined.seq);
        if (joined.stale) stale.add(region);
      }
    }
  }
  for (const region of stale) void readAfresh(region);
}

/** What is here is not ours to read. Locked or over: it is covered, and is here again afterwards; else it is loaded as it is now. */
async function leave(): Promise<void> {
  if (!(await coverIfClosed())) location.reload();
}

let slow = 0;
function up(afterDrop: boolean): void {
  void subscribeAll(afterDrop).then(() => {
    clearTimeout(slow);
    say("back", false);
    states.forEach((changed) => changed(true));
  }).catch(() => hub.stop()); // cut while subscribing: onclose starts again
}

function down(): void {
  heard.clear();
  clearTimeout(slow);
  slow = window.setTimeout(() => say("back"), 500);
  states.forEach((changed) => changed(false));
  void coverIfClosed(); // perhaps it was cut on purpose
}

hub.onreconnecting(down);
hub.onreconnected(() => up(true));
hub.onclose(() => {
  down();
  void start(true);
});

async function start(afterDrop: boolean): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await hub.start();
      return up(afterDrop);
    } catch {
      await new Promise((done) => setTimeout(done, wait(tries)));
      if (tries % 3 === 2) await stillOurs();
    }
  }
}

/** The line is refused again and again while the server answers: perhaps nobody is signed in here any more. */
async function stillOurs(): Promise<void> {
  try {
    const answer = await fetch(location.href, { headers: { "X-Hearth": "region" }, cache: "no-store" });
    if (answer.redirected || answer.status === 401 || answer.status === 404) await leave();
  } catch {
    // Offline: nothing to learn.
  }
}

onUncovered(() => regions().forEach((region) => void readAfresh(region)));
void start(false);
