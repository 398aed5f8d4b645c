import { newConnection } from "./connection";
import type { Capture, Kind, ToNode } from "./frames";

/**
 * What this browser sends: one connection with a line for sound and one for pictures, made when there is first something
 * to send. Microphone and camera are put on and off those lines without a new offer. The tracks outlive the connection: when it has
 * to be made anew nobody is asked for their camera again.
 */
export class Outgoing {
  private pc: RTCPeerConnection | null = null;
  private senders: Partial<Record<Kind, RTCRtpSender>> = {};
  private offer: { id: number; sdp: string } | null = null;
  private ids = 0;
  private bitrate = 256_000;
  private spared = false;
  readonly tracks: Partial<Record<Kind, MediaStreamTrack>> = {};
  readonly devices: Partial<Record<Kind, string>> = {};
  readonly on = { audio: false, video: false };
  /** The own camera, for the mirror. */
  readonly selfView = new MediaStream();

  constructor(
    private readonly say: (frame: ToNode) => void,
    private readonly capture: Capture,
    private readonly changed: () => void,
    private readonly ended: (kind: Kind) => void,
  ) {}

  get state(): RTCPeerConnectionState | "none" {
    return this.pc?.connectionState ?? "none";
  }

  get connection(): RTCPeerConnection | null {
    return this.pc;
  }

  get sharing(): boolean {
    return !!this.tracks.audio || !!this.tracks.video;
  }

  /** Turns a microphone or camera on or off. A camera that is off is let go, so that its light is off too. */
  async set(kind: Kind, on: boolean): Promise<void> {
    this.on[kind] = on;
    if (on && !this.tracks[kind]) await this.open(kind);
    else if (!on && kind === "video") this.letGo(kind);
    const track = this.tracks.audio;
    if (track && kind === "audio") track.enabled = on;
    await this.place(kind);
    this.tell();
  }

  /** Another device for the same purpose; takes effect at once when it is on. */
  async use(kind: Kind, deviceId: string): Promise<void> {
    this.devices[kind] = deviceId;
    if (!this.tracks[kind]) return;
    this.letGo(kind);
    await this.open(kind);
    const track = this.tracks[kind];
    if (track) track.enabled = this.on[kind];
    await this.place(kind);
  }

  /** Lets everything go: from now on only listening. */
  async stop(): Promise<void> {
    this.on.audio = this.on.video = false;
    this.letGo("audio");
    this.letGo("video");
    if (!this.pc) return;
    this.tell();
    this.say({ t: "unpublish" });
    this.close();
  }

  /** What is on, and has a track that gives nothing any more. */
  takenAway(): Kind[] {
    return (["audio", "video"] as const).filter((kind) => this.on[kind] && (this.tracks[kind]?.readyState === "ended" || this.tracks[kind]?.muted));
  }

  /** Sends no pictures for a while, to keep the sound clean on a narrow line. */
  async spare(spared: boolean): Promise<void> {
    this.spared = spared;
    await this.place("video");
    this.tell();
  }

  /** Makes the connection, if there is something to send and none yet. */
  async connect(bitrate = this.bitrate): Promise<void> {
    this.bitrate = bitrate;
    if (this.pc || !this.sharing) return;
    const pc = newConnection();
    this.pc = pc;
    pc.onconnectionstatechange = () => {
      if (this.pc === pc) this.changed();
    };
    this.senders = {
      audio: pc.addTransceiver("audio", { direction: "sendonly" }).sender,
      video: pc.addTransceiver("video", { direction: "sendonly", sendEncodings: [{ maxBitrate: bitrate }] }).sender,
    };
    await Promise.all([this.place("audio"), this.place("video")]);
    this.tell();
    await this.propose(pc, false);
  }

  /** The same connection by a new way through the network. */
  async restart(): Promise<void> {
    if (this.pc) await this.propose(this.pc, true);
  }

  /** Asks again for the answer that did not arrive. */
  askAgain(): void {
    if (this.offer) this.say({ t: "publish", ...this.offer });
    this.tell();
  }

  async answered(id: number, sdp: string): Promise<void> {
    if (!this.pc || this.offer?.id !== id || this.pc.signalingState !== "have-local-offer") return;
    await this.pc.setRemoteDescription({ type: "answer", sdp });
    this.offer = null;
  }

  close(): void {
    this.pc?.close();
    this.pc = null;
    this.senders = {};
    this.offer = null;
  }

  end(): void {
    this.close();
    this.letGo("audio");
    this.letGo("video");
  }

  private async propose(pc: RTCPeerConnection, iceRestart: boolean): Promise<void> {
    const offer = await pc.createOffer({ iceRestart });
    if (this.pc !== pc) return;
    await pc.setLocalDescription(offer);
    if (this.pc !== pc) return;
    this.offer = { id: ++this.ids, sdp: offer.sdp ?? "" };
    this.say({ t: "publish", ...this.offer });
  }

  private tell(): void {
    this.say({ t: "media", audio: this.on.audio, video: this.on.video && !this.spared });
  }

  private async open(kind: Kind): Promise<void> {
    const track = await this.capture(kind, this.devices[kind]);
    if (!this.on[kind]) {
      track.stop(); // Turned off again while the device was opening.
      return;
    }
    this.tracks[kind] = track;
    track.onended = () => {
      if (this.tracks[kind] !== track) return;
      this.letGo(kind);
      this.on[kind] = false;
      this.tell();
      this.ended(kind);
    };
    if (kind === "video") this.selfView.addTrack(track);
  }

  private letGo(kind: Kind): void {
    const track = this.tracks[kind];
    if (!track) return;
    delete this.tracks[kind];
    track.onended = null;
    track.stop();
    this.selfView.removeTrack(track);
  }

  private async place(kind: Kind): Promise<void> {
    const track = kind === "video" && this.spared ? null : (this.tracks[kind] ?? null);
    const sender = this.senders[kind];
    if (sender && sender.track !== track) await sender.replaceTrack(track);
  }
}
