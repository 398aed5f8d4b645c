// What passes between this browser and its seat at the media node. The shapes are the node's (Rooms/Frames.cs there); nothing of
// the media server behind it is ever seen here.

export type Kind = "audio" | "video";

/** Somebody else who is connected, and what they mean to send. */
export interface Feed {
  seat: string;
  audio: boolean;
  video: boolean;
  talking: boolean;
}

/** What was taken away from this seat by a leader, and whether the whole room is held (a break). */
export interface Muted {
  audio: boolean;
  video: boolean;
  held: boolean;
}

export type FromNode =
  | { t: "ice"; servers: RTCIceServer[] }
  | { t: "welcome"; epoch: string; seat: string; fresh: boolean; echo: boolean; bitrate: number; answeredId: number | null }
  | { t: "offer"; id: number; sdp: string; streams: { mid: string; seat: string; kind: Kind }[] }
  | { t: "answer"; id: number; sdp: string }
  | { t: "feeds"; feeds: Feed[] }
  | { t: "talking"; seat: string; on: boolean; level: number }
  | ({ t: "muted" } & Muted)
  | { t: "slow"; up: boolean; lost: number }
  | { t: "reset" }
  | { t: "gone"; why: string }
  | { t: "refused"; why: string };

export type ToNode =
  | { t: "hello"; epoch: string | null }
  | { t: "publish"; id: number; sdp: string }
  | { t: "unpublish" }
  | { t: "answer"; id: number; sdp: string }
  | { t: "media"; audio: boolean; video: boolean }
  | { t: "receive"; pictures: string[] | null }
  | { t: "restart" }
  | { t: "keyframe" }
  | { t: "quality"; level: Level }
  | { t: "bye" };

/** How much this browser takes and sends: everything, others' pictures paused, or sound alone. */
export type Level = "full" | "low" | "audio";

/** The way to the node and back. The page connects it to its hub; it may break and come back as often as it likes. */
export interface Transport {
  send(frame: object): void;
  /** Set by whoever uses the transport. */
  onframe: ((frame: unknown) => void) | null;
  /** Told true when frames can pass, false when they no longer can. */
  onstate: ((open: boolean) => void) | null;
  readonly open: boolean;
}

/** Where sound and picture come from: the devices, unless somebody has something else. */
export type Capture = (kind: Kind, deviceId: string | undefined) => Promise<MediaStreamTrack>;

export const fromDevices: Capture = async (kind, deviceId) => {
  const device = deviceId ? { deviceId: { exact: deviceId } } : {};
  const stream = await navigator.mediaDevices.getUserMedia(
    kind === "audio"
      ? { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device } }
      : { video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 20, max: 30 }, ...device } },
  );
  const track = stream.getTracks()[0];
  if (!track) throw new DOMException("No such device", "NotFoundError");
  return track;
};
