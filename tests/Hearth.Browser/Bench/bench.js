// Runs in a page before its own scripts, in Hearth's and in the bare ones alike: notes when the first picture of each line was
// decoded, how long a voice was without a packet, and when the page could be used again. Times are of the machine's clock, so that
// those of several pages can be set against each other.
window.bench = (() => {
  const now = () => performance.timeOrigin + performance.now();
  const connections = [];
  const lines = []; // { pc, track, shownAt, firstFrame }

  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...args) {
      super(...args);
      this.madeAt = now();
      connections.push(this);
      this.addEventListener("track", ({ track }) => track.kind === "video" && void watch(this, track));
    }
  };

  async function watch(pc, track) {
    const line = { pc, track, shownAt: now(), firstFrame: 0 };
    lines.push(line);
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const { value } = await reader.read();
    if (value) line.firstFrame = now();
    value?.close();
    reader.cancel().catch(() => {});
  }

  let pressed = 0;
  addEventListener("click", (event) => event.target.closest?.("button") && (pressed = now()), true);

  let inside = 0;
  new MutationObserver(() => {
    const there = !!document.getElementById("stage");
    if (there && !inside) inside = now();
    else if (!there) inside = 0;
  }).observe(document, { childList: true, subtree: true });

  // The page's own line: when it had its seat again.
  let claimed = 0;
  const RealSocket = window.WebSocket;
  window.WebSocket = class extends RealSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if (typeof data === "string" && data.includes('"result":{"seat":')) claimed = now();
      });
    }
  };

  const until = async (there, patience = 60000) => {
    for (const end = now() + patience; now() < end; await new Promise((r) => setTimeout(r, 20))) {
      const found = there();
      if (found) return found;
    }
    return 0;
  };

  /** The lines of pictures that are received now, over connections that were made after that moment. */
  const current = (since) =>
    connections.filter((c) => c.madeAt > since && c.connectionState === "connected").flatMap((pc) =>
      pc.getTransceivers().filter((t) => t.currentDirection === "recvonly" && t.receiver.track.kind === "video")
        .map((t) => lines.findLast((l) => l.pc === pc && l.track === t.receiver.track)?.firstFrame ?? 0));

  const voices = new Map(); // of one receiver: { packets, packetsAt, played, playedAt }
  let gaps = { packets: 0, played: 0, looking: 0 };
  let listening = false;
  const hears = (since = 0) => connections.filter((c) => c.madeAt > since && c.connectionState === "connected").flatMap((c) => c.getReceivers().filter((r) => r.track.kind === "audio" && r.getSynchronizationSources().length));
  async function listen() {
    if (listening) return;
    listening = true;
    let last = now();
    setInterval(() => {
      const at = now();
      gaps.looking = Math.max(gaps.looking, at - last);
      last = at;
      for (const receiver of hears()) {
        const voice = voices.get(receiver) ?? {};
        const played = receiver.getSynchronizationSources()[0].rtpTimestamp;
        if (voice.played !== undefined) gaps.played = Math.max(gaps.played, at - voice.playedAt);
        if (voice.played !== played) [voice.played, voice.playedAt] = [played, at];
        voices.set(receiver, voice);
      }
    }, 20);
    for (;;) {
      await Promise.all(connections.filter((c) => c.connectionState === "connected").map(async (pc) => {
        const stats = await pc.getStats();
        const at = now();
        for (const s of stats.values()) {
          if (s.type !== "inbound-rtp" || s.kind !== "audio") continue;
          const voice = voices.get(pc.madeAt + s.id) ?? {};
          if (voice.packets !== undefined) gaps.packets = Math.max(gaps.packets, at - voice.packetsAt);
          if (voice.packets !== s.packetsReceived) [voice.packets, voice.packetsAt] = [s.packetsReceived, at];
          voices.set(pc.madeAt + s.id, voice);
        }
      }));
      await new Promise((r) => setTimeout(r, 25));
    }
  }

  return {
    now,
    pressed: () => pressed,
    inside: () => inside,
    /** The first picture of anybody on a connection made since then. */
    first: (since) => until(() => {
      const seen = lines.filter((l) => l.pc.madeAt > since && l.firstFrame).map((l) => l.firstFrame);
      return seen.length && Math.min(...seen);
    }),
    /** All pictures (and voices) of so many others, over connections made since then: when the last of them was decoded. */
    all: (since, others, sound = false) => until(() => {
      const seen = current(since).filter(Boolean);
      if (seen.length < others) return 0;
      return sound ? hears(since).length >= others && now() : Math.max(...seen);
    }),
    /** The first picture of somebody who came after that moment. */
    newcomer: (since) => until(() => {
      const seen = lines.filter((l) => l.shownAt > since && l.firstFrame).map((l) => l.firstFrame);
      return seen.length && Math.min(...seen);
    }),
    listen: () => void listen(),
    /** From here on, gaps count anew. */
    begin: () => {
      voices.clear();
      gaps = { packets: 0, played: 0, looking: 0 };
    },
    gaps: () => gaps,
    voices: () => hears().length,
    /** For a message: the connections, and whether pictures are asked for. */
    story: () => JSON.stringify({ connections: connections.map((c) => [c.connectionState, c.getReceivers().map((r) => [r.track.kind, r.getSynchronizationSources().length])]), media: document.getElementById("frame")?.dataset.media }),
    /** When a press is taken again (who leads has no hand to raise: the room can be read again) and this page has its place again, after that moment. */
    async back(since, onlyRead = false) {
      const form = onlyRead ? null : document.getElementById("hand")?.form;
      const sent = form ? { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Hearth": "fetch" } } : { headers: { "X-Hearth": "region" } };
      let taken = 0;
      const press = async () => {
        try {
          return (await fetch(form?.action ?? location.href, sent)).status < 500;
        } catch {
          return false;
        }
      };
      while (!taken) {
        if (await press()) taken = now();
        else await new Promise((r) => setTimeout(r, 100));
      }
      const seated = await until(() => claimed > since && claimed, 240000);
      return { taken, seated };
    },
  };
})();
