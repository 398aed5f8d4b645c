import { configuration, newConnection, relays } from "./connection";
import { fromDevices, type Capture, type FromNode, type ToNode, type Transport } from "./frames";

/** What the camera and sound check found, measured through the real media server. */
export interface EchoResult {
  /** good: meets what a group needs · weak: sound will do, pictures may not · failed: nothing came back. */
  verdict: "good" | "weak" | "failed";
  /** Own voice came back; "silent": the line is fine, but nothing was said into it. Null when there was no microphone to try. */
  sound: "heard" | "silent" | "none" | null;
  /** Own picture came back. Null when there was no camera to try. */
  picture: boolean | null;
  framesDecoded: number;
  audioEnergy: number;
  roundTripMs: number | null;
  lossPercent: number;
}

export interface EchoOptions {
  audio?: boolean;
  video?: boolean;
  capture?: Capture;
  audioDevice?: string;
  videoDevice?: string;
  seconds?: number;
  /** Shows what comes back, as others would see it. */
  onPicture?(track: MediaStreamTrack): void;
  signal?: AbortSignal;
}

/** Sends sound and picture to the media server and back, through a seat in an echo room, and says what came of it. Lets the devices go. */
export async function echoTest(transport: Transport, options: EchoOptions = {}): Promise<EchoResult> {
  const capture = options.capture ?? fromDevices;
  const wantsAudio = options.audio !== false;
  const wantsVideo = options.video !== false;
  const pc = newConnection();
  const tracks: MediaStreamTrack[] = [];
  const sound = new Audio();
  // Decoded only when played; muted, or it would howl.
  sound.muted = true;
  try {
    if (wantsAudio) tracks.push(await capture("audio", options.audioDevice));
    if (wantsVideo) tracks.push(await capture("video", options.videoDevice));
    for (const track of tracks) pc.addTransceiver(track, { direction: "sendrecv" });
    pc.ontrack = ({ track }) => {
      if (track.kind === "video") options.onPicture?.(track);
      else {
        sound.srcObject = new MediaStream([track]);
        void sound.play().catch(() => {});
      }
    };
    await connect(transport, pc, tracks, options.signal);
    const before = await read(pc);
    await wait((options.seconds ?? 4) * 1000, options.signal);
    return judge(before, await read(pc), wantsAudio, wantsVideo);
  } catch (e) {
    if (e instanceof Failed) return { verdict: "failed", sound: wantsAudio ? "none" : null, picture: wantsVideo ? false : null, framesDecoded: 0, audioEnergy: 0, roundTripMs: null, lossPercent: 100 };
    throw e;
  } finally {
    if (transport.open) transport.send({ t: "bye" } satisfies ToNode);
    transport.onframe = transport.onstate = null;
    pc.close();
    sound.srcObject = null;
    for (const track of tracks) track.stop();
  }
}

/** The way there could not be found in time. */
class Failed extends Error {}

async function connect(transport: Transport, pc: RTCPeerConnection, tracks: MediaStreamTrack[], signal?: AbortSignal): Promise<void> {
  const has = (kind: string) => tracks.some((t) => t.kind === kind);
  const connected = new Promise<void>((done, failed) => {
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === "connected") done();
      if (pc.connectionState === "failed") failed(new Failed());
    };
    transport.onframe = (f) => {
      const frame = f as FromNode;
      if (frame.t === "gone" || frame.t === "refused") failed(new Failed(frame.why));
      if (frame.t === "answer") pc.setRemoteDescription({ type: "answer", sdp: frame.sdp }).catch(failed);
      if (frame.t === "reset") transport.send({ t: "hello", epoch: null } satisfies ToNode);
      if (frame.t === "ice") {
        relays(frame.servers);
        pc.setConfiguration(configuration());
      }
      if (frame.t === "welcome")
        void (async () => {
          const offer = await pc.createOffer();
          await pc.setLocalDescription(offer);
          transport.send({ t: "media", audio: has("audio"), video: has("video") } satisfies ToNode);
          transport.send({ t: "publish", id: 1, sdp: offer.sdp ?? "" } satisfies ToNode);
        })().catch(failed);
    };
    transport.onstate = (open) => {
      if (open) transport.send({ t: "hello", epoch: null } satisfies ToNode);
    };
    if (transport.open) transport.onstate(true);
  });
  await Promise.race([
    connected,
    wait(15_000, signal).then(() => {
      throw new Failed();
    }),
  ]);
}

interface Reading {
  frames: number;
  energy: number;
  heard: number;
  received: number;
  lost: number;
  roundTrip: number | null;
}

async function read(pc: RTCPeerConnection): Promise<Reading> {
  const r: Reading = { frames: 0, energy: 0, heard: 0, received: 0, lost: 0, roundTrip: null };
  for (const s of (await pc.getStats()).values()) {
    if (s.type === "inbound-rtp") {
      r.received += s.packetsReceived ?? 0;
      r.lost += s.packetsLost ?? 0;
      r.frames += s.framesDecoded ?? 0;
      r.energy += s.totalAudioEnergy ?? 0;
      if (s.kind === "audio") r.heard += s.packetsReceived ?? 0;
    }
    if (s.type === "remote-inbound-rtp") r.lost += Math.max(0, s.packetsLost ?? 0);
    if (s.type === "candidate-pair" && s.nominated && typeof s.currentRoundTripTime === "number") r.roundTrip = s.currentRoundTripTime * 1000;
  }
  return r;
}

function judge(before: Reading, after: Reading, audio: boolean, video: boolean): EchoResult {
  const frames = after.frames - before.frames;
  const energy = after.energy - before.energy;
  const heard = after.heard - before.heard;
  const lost = Math.max(0, after.lost - before.lost);
  const packets = after.received - before.received + lost;
  const lossPercent = packets > 0 ? Math.round((1000 * lost) / packets) / 10 : 100;
  const sound = !audio ? null : heard === 0 ? "none" : energy > 1e-5 ? "heard" : "silent";
  const picture = video ? frames > 0 : null;
  const nothing = (sound === null || sound === "none") && !picture;
  const weak = lossPercent > 3 || (after.roundTrip ?? 0) > 300 || sound === "none" || picture === false;
  return {
    verdict: nothing ? "failed" : weak ? "weak" : "good",
    sound,
    picture,
    framesDecoded: frames,
    audioEnergy: energy,
    roundTripMs: after.roundTrip === null ? null : Math.round(after.roundTrip),
    lossPercent,
  };
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      failed(signal.reason);
    });
  });
}
