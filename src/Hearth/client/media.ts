import { fromDevices, type Capture, type Feed, type FromNode, type Kind, type Level, type Muted, type ToNode, type Transport } from "./media/frames";
import { relays } from "./media/connection";
import { Incoming } from "./media/incoming";
import { Outgoing } from "./media/outgoing";
import { Stepper } from "./media/quality";

export { echoTest, type EchoResult } from "./media/echo";
export { fromDevices };
export type { Capture, Feed, Kind, Level, Muted, Transport };

/** connecting: not there yet · live · weak: there, with less · reconnecting: was there and will be again · ended: not any more. */
export type MediaState = "connecting" | "live" | "weak" | "reconnecting" | "ended";

/** What the page hears of. All optional. */
export interface MediaHandlers {
  onState?(state: MediaState, why: string): void;
  /** Somebody's sound or picture is there. Sound plays by itself; a picture is for a video element of the page. */
  onTrack?(seat: string, kind: Kind, track: MediaStreamTrack): void;
  onTrackGone?(seat: string, kind: Kind): void;
  /** The first decoded picture of somebody. */
  onFirstFrame?(seat: string): void;
  onTalking?(seat: string, talking: boolean, level: number): void;
  /** Everyone else who is connected, whole each time. */
  onFeeds?(feeds: Feed[]): void;
  onMuted?(muted: Muted): void;
  /** Stepped down or up because of the line. */
  onLevel?(level: Level): void;
  /** The browser wants a touch before it plays sound: offer a button that calls play(). */
  onPlayBlocked?(): void;
  /** A device went away (unplugged, or taken by the system). */
  onDeviceLost?(kind: Kind): void;
}

export interface MediaOptions {
  /** Where audio elements are put; they play without one too. */
  audioInto?: HTMLElement | null;
  capture?: Capture;
  /** False: never steps down by itself. */
  adapt?: boolean;
}

/**
 * One person's place in one live room. Nothing is captured until setMic or setCamera is called: without them this is somebody
 * just listening. Finds its own way back from whatever breaks: the way to the server, the network, the media server, the node.
 */
export class MediaRoom {
  private readonly outgoing: Outgoing;
  private readonly incoming: Incoming;
  private readonly stepper: Stepper;
  private readonly handlers: MediaHandlers;
  private epoch: string | null = null;
  private welcomed = false;
  private helloAt = 0;
  private unwellSince = 0;
  private wasLive = false;
  private ended: string | null = null;
  private pictures: string[] | null = null;
  private announced: MediaState = "connecting";
  private readonly ticking: number;
  private readonly online = () => this.repair();
  /** Everyone else who is connected, as last told. */
  feeds: Feed[] = [];
  muted: Muted = { audio: false, video: false, held: false };
  /** The own seat's name, once welcomed. */
  seat = "";

  constructor(
    private readonly transport: Transport,
    handlers: MediaHandlers = {},
    private readonly options: MediaOptions = {},
  ) {
    this.handlers = handlers;
    const say = (frame: ToNode) => this.say(frame);
    this.outgoing = new Outgoing(say, options.capture ?? fromDevices, () => this.connectionChanged("outgoing"), (kind) => handlers.onDeviceLost?.(kind));
    this.incoming = new Incoming(
      say,
      options.audioInto ?? null,
      () => this.connectionChanged("incoming"),
      (seat, kind, track) => handlers.onTrack?.(seat, kind, track),
      (seat, kind) => handlers.onTrackGone?.(seat, kind),
      (seat) => handlers.onFirstFrame?.(seat),
      () => handlers.onPlayBlocked?.(),
    );
    this.stepper = new Stepper((level) => void this.levelled(level));
    transport.onframe = (frame) => void this.take(frame as FromNode);
    transport.onstate = (open) => this.transportChanged(open);
    addEventListener("online", this.online);
    this.ticking = setInterval(() => void this.tick(), 1000);
    if (transport.open) this.hello();
  }

  get state(): MediaState {
    return this.announced;
  }

  get level(): Level {
    return this.stepper.level;
  }

  get micOn(): boolean {
    return this.outgoing.on.audio;
  }

  get cameraOn(): boolean {
    return this.outgoing.on.video;
  }

  /** The own camera, for the mirror. Empty while it is off. */
  get selfView(): MediaStream {
    return this.outgoing.selfView;
  }

  /** Somebody's sound or picture, if it is there. */
  track(seat: string, kind: Kind): MediaStreamTrack | null {
    return this.incoming.track(seat, kind);
  }

  /** Throws what getUserMedia throws: NotAllowedError, NotFoundError, NotReadableError. */
  async setMic(on: boolean): Promise<void> {
    await this.share("audio", on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.share("video", on);
  }

  /** The devices to choose from; their names are empty until one was allowed. */
  async devices(): Promise<MediaDeviceInfo[]> {
    return navigator.mediaDevices.enumerateDevices();
  }

  async useMic(deviceId: string): Promise<void> {
    await this.outgoing.use("audio", deviceId);
  }

  async useCamera(deviceId: string): Promise<void> {
    await this.outgoing.use("video", deviceId);
  }

  async useSpeaker(deviceId: string): Promise<void> {
    await this.incoming.speaker(deviceId);
  }

  /** Lets microphone and camera go altogether. */
  async justListen(): Promise<void> {
    await this.outgoing.stop();
  }

  /** Opens again what is on and was taken away meanwhile (a call, another app, the page in the background). */
  async revive(): Promise<void> {
    for (const kind of this.outgoing.takenAway()) {
      await this.share(kind, false);
      await this.share(kind, true);
    }
  }

  /** Whose pictures to receive: all when null, nobody's when empty. Saves the line what nobody looks at. */
  receive(pictures: string[] | null): void {
    if (JSON.stringify(pictures) === JSON.stringify(this.pictures)) return;
    this.pictures = pictures;
    this.sayPictures();
  }

  /** No pictures either way, and voices at their narrowest, until it is taken back. */
  voicesOnly(on: boolean): void {
    this.stepper.hold(on);
  }

  /** How loud somebody is for this listener alone: 0 to 1. */
  volume(seat: string, volume: number): void {
    this.incoming.volume(seat, volume);
  }

  /** Starts sound that the browser held back; call it from a click. */
  async play(): Promise<void> {
    await this.incoming.play();
  }

  /** Numbers of both connections, for tests and for a page that shows them. */
  async stats(): Promise<MediaStats> {
    return readStats(this.outgoing.connection, this.incoming);
  }

  /** Leaves. The transport stays open; the seat is kept for a minute. */
  leave(why = "left"): void {
    if (this.ended !== null) return;
    this.say({ t: "bye" });
    this.end(why);
  }

  private async share(kind: Kind, on: boolean): Promise<void> {
    await this.outgoing.set(kind, on);
    if (this.welcomed) await this.outgoing.connect();
  }

  private say(frame: ToNode): void {
    // What is said into a broken line is void; welcome puts it right.
    if (this.transport.open && (this.welcomed || frame.t === "hello")) this.transport.send(frame);
  }

  private hello(): void {
    this.welcomed = false;
    this.helloAt = Date.now();
    this.say({ t: "hello", epoch: this.epoch });
  }

  private transportChanged(open: boolean): void {
    if (this.ended !== null) return;
    if (open) this.hello();
    else this.welcomed = false;
    this.announce();
  }

  private async take(frame: FromNode): Promise<void> {
    if (this.ended !== null) return;
    switch (frame.t) {
      case "ice":
        relays(frame.servers);
        break;
      case "welcome":
        await this.welcome(frame);
        break;
      case "offer":
        if (this.welcomed) this.incoming.offer(frame);
        break;
      case "answer":
        await this.outgoing.answered(frame.id, frame.sdp);
        break;
      case "feeds":
        this.feeds = frame.feeds;
        this.handlers.onFeeds?.(frame.feeds);
        break;
      case "talking":
        this.handlers.onTalking?.(frame.seat, frame.on, frame.level);
        break;
      case "muted":
        this.muted = { audio: frame.audio, video: frame.video, held: frame.held };
        this.handlers.onMuted?.(this.muted);
        break;
      case "slow":
        this.stepper.slow();
        break;
      case "reset":
        this.startOver();
        break;
      case "gone":
        this.end(frame.why);
        break;
      case "refused":
        console.warn("The media node refused a frame:", frame.why);
        break;
    }
    this.announce();
  }

  private async welcome(frame: Extract<FromNode, { t: "welcome" }>): Promise<void> {
    this.welcomed = true;
    this.seat = frame.seat;
    if (frame.fresh) {
      this.epoch = frame.epoch;
      this.incoming.close();
      this.outgoing.close();
      this.stepper.restart();
      this.sayPictures();
      await this.outgoing.connect(frame.bitrate);
      return;
    }
    // The same connections as before: only what may have been lost on the way is said again.
    this.outgoing.askAgain();
    this.sayPictures();
    await this.outgoing.connect(frame.bitrate);
    this.repair();
  }

  /** New connections with the same microphone and camera. */
  private startOver(): void {
    this.epoch = null;
    this.unwellSince = Date.now();
    this.incoming.close();
    this.outgoing.close();
    this.hello();
  }

  private connectionChanged(which: "outgoing" | "incoming"): void {
    if (this.ended !== null) return;
    const state = this[which].state;
    if (state === "failed") this.repair();
    // Decoders wait for a whole picture, and after a restart nobody sends one unasked.
    if (state === "connected" && this.wasLive) this.say({ t: "keyframe" });
    this.announce();
  }

  /** What lost its way through the network looks for another one. */
  private repair(): void {
    if (!this.welcomed) return;
    if (["failed", "disconnected"].includes(this.outgoing.state)) void this.outgoing.restart();
    if (["failed", "disconnected"].includes(this.incoming.state)) this.say({ t: "restart" });
  }

  private async tick(): Promise<void> {
    if (this.ended !== null || !this.transport.open) return;
    const now = Date.now();
    if (!this.welcomed) {
      if (now - this.helloAt > 3000) this.hello();
      return;
    }
    if (this.well()) {
      this.unwellSince = 0;
      if (this.options.adapt !== false) await this.stepper.look(this.incoming.connection);
    } else {
      this.unwellSince ||= now;
      // Half measures had their time.
      if (now - this.unwellSince > 15_000) this.startOver();
    }
    this.announce();
  }

  private well(): boolean {
    const fine = (state: string) => state === "connected" || state === "none";
    return this.welcomed && fine(this.outgoing.state) && fine(this.incoming.state) && (this.outgoing.state !== "none" || !this.outgoing.sharing);
  }

  private async levelled(level: Level): Promise<void> {
    this.sayPictures();
    await this.outgoing.spare(level === "audio");
    this.say({ t: "quality", level });
    this.handlers.onLevel?.(level);
    this.announce();
  }

  private sayPictures(): void {
    this.say({ t: "receive", pictures: this.stepper.level === "full" ? this.pictures : [] });
  }

  private announce(): void {
    const well = this.well();
    if (well) this.wasLive = true;
    const state: MediaState =
      this.ended !== null ? "ended" : well ? (this.stepper.level === "full" ? "live" : "weak") : this.wasLive ? "reconnecting" : "connecting";
    if (state === this.announced) return;
    this.announced = state;
    this.handlers.onState?.(state, this.ended ?? "");
  }

  private end(why: string): void {
    this.ended = why;
    clearInterval(this.ticking);
    removeEventListener("online", this.online);
    this.incoming.close();
    this.outgoing.end();
    this.announce();
  }
}

/** Packets and pictures of one direction of one person. */
export interface FlowStats {
  packets: number;
  lost: number;
  frames: number;
  energy: number;
}

export interface MediaStats {
  sent: Partial<Record<Kind, FlowStats>>;
  received: Record<string, Partial<Record<Kind, FlowStats>>>;
  /** Every address the other side was ever reached at or offered. */
  remoteAddresses: string[];
}

async function readStats(sending: RTCPeerConnection | null, incoming: Incoming): Promise<MediaStats> {
  const result: MediaStats = { sent: {}, received: {}, remoteAddresses: [] };
  const addresses = new Set<string>();
  for (const pc of [sending, incoming.connection]) {
    if (!pc) continue;
    for (const s of (await pc.getStats()).values()) {
      if (s.type === "remote-candidate") addresses.add(String(s.address ?? s.ip ?? ""));
      const kind = s.kind as Kind;
      if (s.type === "outbound-rtp") result.sent[kind] = { packets: s.packetsSent, lost: 0, frames: s.framesEncoded ?? 0, energy: 0 };
      if (s.type !== "inbound-rtp") continue;
      const seat = incoming.seatOf(String(s.mid));
      if (!seat) continue;
      (result.received[seat] ??= {})[kind] = {
        packets: s.packetsReceived,
        lost: s.packetsLost,
        frames: s.framesDecoded ?? 0,
        energy: s.totalAudioEnergy ?? 0,
      };
    }
  }
  result.remoteAddresses = [...addresses];
  return result;
}
