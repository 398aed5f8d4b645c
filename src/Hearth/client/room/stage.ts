// Who is seen: one speaker large, and for leaders everybody small. What somebody's pebble says comes from the server; who talks, and
// whose picture is there, is known here alone and painted anew after every fragment.
import type { MediaRoom } from "../media";
import { byId, words } from "./words";

export class RoomStage {
  private media: MediaRoom | null = null;
  /** Since when somebody talks without a pause. */
  private readonly talking = new Map<string, number>();
  private large = "";

  constructor() {
    // Somebody is large once they have talked for a moment: a cough moves nothing.
    setInterval(() => this.choose(), 300);
  }

  from(media: MediaRoom | null): void {
    this.media = media;
    this.talking.clear();
    this.paint();
  }

  talks(seat: string, on: boolean): void {
    if (!on) this.talking.delete(seat);
    else if (!this.talking.has(seat)) this.talking.set(seat, Date.now());
    this.paint();
  }

  paint(): void {
    document.querySelectorAll<HTMLElement>(".ring li[data-seat], .mini .tile[data-seat]").forEach((who) => who.classList.toggle("talk", this.talking.has(who.dataset.seat!)));
    this.paintLarge();
    const leading = !!byId("leading");
    document.querySelectorAll<HTMLElement>(".mini .tile[data-seat]").forEach((tile) => {
      const face = tile.querySelector<HTMLElement>(".face");
      if (face) this.place(face, leading ? this.picture(tile.dataset.seat!) : null);
    });
  }

  /** "I hear you" rises beside a name and is gone: shown, not counted. */
  respond({ seat, response }: { seat: string; response: string }): void {
    const who = this.people().find((p) => p.dataset.seat === seat);
    const floats = byId("floats");
    const said = words(response.replace(/([A-Z])/g, "-$1").toLowerCase().replace(/^-/, ""));
    if (!who || !floats || !said) return;
    const line = document.createElement("li");
    line.className = "arrive";
    line.textContent = `${who.dataset.name}: ${said}`;
    floats.append(line);
    while (floats.children.length > 4) floats.firstElementChild?.remove();
    setTimeout(() => line.remove(), 6000);
  }

  /** Two soft notes: the break is over. */
  chime(): void {
    try {
      const context = new AudioContext();
      [392, 523.25].forEach((hertz, i) => {
        const at = context.currentTime + i * 0.3;
        const gain = new GainNode(context, { gain: 0 });
        gain.gain.setValueAtTime(0, at);
        gain.gain.linearRampToValueAtTime(0.16, at + 0.03);
        gain.gain.exponentialRampToValueAtTime(0.001, at + 1);
        const note = new OscillatorNode(context, { frequency: hertz });
        note.connect(gain).connect(context.destination);
        note.start(at);
        note.stop(at + 1.1);
      });
      setTimeout(() => void context.close(), 2000);
    } catch {
      // No sound here: the page says it in words.
    }
  }

  private people(): HTMLElement[] {
    return Array.from(document.querySelectorAll<HTMLElement>(".r-side .ring li[data-seat]"));
  }

  private picture(seat: string): MediaStreamTrack | null {
    const sends = this.media?.feeds.some((f) => f.seat === seat && f.video);
    return sends ? (this.media?.track(seat, "video") ?? null) : null;
  }

  private choose(): void {
    const mine = this.media?.seat ?? "";
    const now = Date.now();
    if (this.talking.has(this.large) && this.large !== mine) return;
    const next = Array.from(this.talking).filter(([seat, since]) => seat !== mine && now - since > 600).sort(([, a], [, b]) => a - b)[0];
    if (!next || next[0] === this.large) return;
    this.large = next[0];
    this.paint();
  }

  private paintLarge(): void {
    const tile = byId("big");
    if (!tile) return;
    const mine = byId("you")?.dataset.seat ?? "";
    const others = this.people().filter((p) => p.dataset.seat !== mine);
    // Until somebody talks: a leader, or whoever is there.
    const who = others.find((p) => p.dataset.seat === this.large) ?? others.find((p) => p.dataset.leads !== undefined) ?? others[0];
    const video = byId<HTMLVideoElement>("big-picture");
    const pebble = byId("big-pebble");
    const name = byId("big-name");
    if (!video || !pebble || !name) return;
    this.large = who?.dataset.seat ?? "";
    tile.dataset.seat = this.large;
    tile.classList.toggle("talk", this.talking.has(this.large));
    name.textContent = who?.dataset.label ?? words("alone");
    const track = this.picture(this.large);
    show(video, track);
    pebble.hidden = track !== null;
    const stone = who?.querySelector(".peb");
    if (pebble.dataset.of !== this.large || (pebble.firstChild === null) !== !stone) {
      pebble.dataset.of = this.large;
      const copy = stone?.cloneNode(true) as HTMLElement | undefined;
      copy?.classList.add("xl");
      pebble.replaceChildren(...(copy ? [copy] : []));
    }
  }

  private place(face: HTMLElement, track: MediaStreamTrack | null): void {
    let video = face.querySelector("video");
    if (!track) {
      video?.remove();
      return;
    }
    if (!video) {
      video = document.createElement("video");
      video.muted = video.playsInline = video.autoplay = true;
      face.append(video);
    }
    show(video, track);
  }
}

function show(video: HTMLVideoElement, track: MediaStreamTrack | null): void {
  const now = (video.srcObject as MediaStream | null)?.getVideoTracks()[0] ?? null;
  if (now !== track) {
    video.srcObject = track ? new MediaStream([track]) : null;
    if (track) void video.play().catch(() => {}); // pictures without sound are never held back
  }
  video.hidden = track === null;
}
