import { newConnection } from "./connection";
import type { FromNode, Kind, ToNode } from "./frames";

type Offer = Extract<FromNode, { t: "offer" }>;
interface Line {
  seat: string;
  kind: Kind;
  track: MediaStreamTrack;
}

/**
 * What this browser receives: one connection for everybody's sound and pictures. Offers come one at a time and are
 * worked off in a chain (negotiating two at once breaks both). Whose a line is stands in the offer; lines are used again for others.
 */
export class Incoming {
  private pc: RTCPeerConnection | null = null;
  private chain: Promise<void> = Promise.resolve();
  private answered: { id: number; sdp: string } | null = null;
  private readonly lines = new Map<string, Line>();
  private readonly sounds = new Map<string, HTMLAudioElement>();
  private readonly volumes = new Map<string, number>();

  constructor(
    private readonly say: (frame: ToNode) => void,
    private readonly holder: HTMLElement | null,
    private readonly changed: () => void,
    private readonly gained: (seat: string, kind: Kind, track: MediaStreamTrack) => void,
    private readonly lost: (seat: string, kind: Kind) => void,
    private readonly firstFrame: (seat: string) => void,
    private readonly blocked: () => void,
  ) {}

  get state(): RTCPeerConnectionState | "none" {
    return this.pc?.connectionState ?? "none";
  }

  get connection(): RTCPeerConnection | null {
    return this.pc;
  }

  offer(offer: Offer): void {
    this.chain = this.chain.then(() => this.take(offer)).catch((e) => console.warn("An offer was not taken.", e));
  }

  /** The track of somebody's sound or picture, if there is one. */
  track(seat: string, kind: Kind): MediaStreamTrack | null {
    for (const line of this.lines.values()) if (line.seat === seat && line.kind === kind) return line.track;
    return null;
  }

  /** Whose line that is, by its mid; for reading statistics. */
  seatOf(mid: string): string | null {
    return this.lines.get(mid)?.seat ?? null;
  }

  /** How loud somebody is for this listener alone: 0 to 1. */
  volume(seat: string, volume: number): void {
    this.volumes.set(seat, volume);
    const sound = this.sounds.get(seat);
    if (sound) sound.volume = volume;
  }

  /** Plays what the browser would not play without a touch; call it from one. */
  async play(): Promise<void> {
    await Promise.all([...this.sounds.values()].map((s) => s.play()));
  }

  /** Sends sound to another speaker, where the browser can. */
  async speaker(deviceId: string): Promise<void> {
    await Promise.all([...this.sounds.values()].map((s) => s.setSinkId?.(deviceId)));
  }

  close(): void {
    this.pc?.close();
    this.pc = null;
    this.answered = null;
    // What a closed connection was asked for is never answered: offers to the next one must not wait for it.
    this.chain = Promise.resolve();
    for (const line of [...this.lines.values()]) this.drop(line);
    this.lines.clear();
  }

  private async take(offer: Offer): Promise<void> {
    if (this.answered?.id === offer.id) {
      this.say({ t: "answer", ...this.answered }); // The answer was lost on its way.
      return;
    }
    const pc = (this.pc ??= this.open());
    await pc.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    const answer = await pc.createAnswer();
    await pc.setLocalDescription(answer);
    if (this.pc !== pc) return;
    this.answered = { id: offer.id, sdp: answer.sdp ?? "" };
    this.say({ t: "answer", ...this.answered });
    this.assign(pc, offer);
  }

  private open(): RTCPeerConnection {
    const pc = newConnection();
    pc.onconnectionstatechange = () => {
      if (this.pc === pc) this.changed();
    };
    return pc;
  }

  private assign(pc: RTCPeerConnection, offer: Offer): void {
    const whose = new Map(offer.streams.map((s) => [s.mid, s]));
    for (const [mid, line] of [...this.lines]) {
      const now = whose.get(mid);
      if (now && now.seat === line.seat && now.kind === line.kind) continue;
      this.lines.delete(mid);
      this.drop(line);
    }
    for (const { mid, receiver } of pc.getTransceivers()) {
      const now = mid === null ? undefined : whose.get(mid);
      if (mid === null || !now || this.lines.has(mid)) continue;
      const line = { seat: now.seat, kind: now.kind, track: receiver.track };
      this.lines.set(mid, line);
      if (line.kind === "audio") this.sound(line);
      else void this.awaitFrame(receiver, line);
      this.gained(line.seat, line.kind, line.track);
    }
  }

  /** Chromium decodes a remote voice only once an audio element plays it. */
  private sound(line: Line): void {
    const audio = new Audio();
    audio.autoplay = true;
    audio.srcObject = new MediaStream([line.track]);
    audio.volume = this.volumes.get(line.seat) ?? 1;
    this.holder?.append(audio);
    this.sounds.set(line.seat, audio);
    audio.play().catch((e: unknown) => {
      if (e instanceof DOMException && e.name === "NotAllowedError") this.blocked();
    });
  }

  private drop(line: Line): void {
    if (line.kind === "audio") {
      const audio = this.sounds.get(line.seat);
      this.sounds.delete(line.seat);
      if (audio) {
        audio.srcObject = null;
        audio.remove();
      }
    }
    this.lost(line.seat, line.kind);
  }

  /** A line that was another's has frames of theirs in its count: only what comes on top is the first of this one. */
  private async awaitFrame(receiver: RTCRtpReceiver, line: Line): Promise<void> {
    const count = async () => {
      for (const s of (await receiver.getStats()).values()) if (s.type === "inbound-rtp") return (s.framesDecoded as number | undefined) ?? 0;
      return 0;
    };
    const before = await count();
    while ([...this.lines.values()].includes(line)) {
      if ((await count()) > before) {
        this.firstFrame(line.seat);
        return;
      }
      await new Promise((r) => setTimeout(r, 60));
    }
  }
}
