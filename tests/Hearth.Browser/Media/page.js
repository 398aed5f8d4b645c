// The page of the media tests: one person, one seat, a plain socket that comes back by itself.
import { MediaRoom, echoTest } from "/live.js";

class Socket {
  onframe = null;
  onstate = null;
  open = false;
  received = [];
  sent = [];
  constructor(path) {
    this.path = path;
    this.connect();
  }
  connect() {
    const ws = (this.ws = new WebSocket(`ws://${location.host}${this.path}`));
    ws.onopen = () => {
      this.open = true;
      this.onstate?.(true);
    };
    ws.onmessage = ({ data }) => {
      this.received.push(data);
      this.onframe?.(JSON.parse(data));
    };
    ws.onclose = () => {
      const was = this.open;
      this.open = false;
      if (was) this.onstate?.(false);
      setTimeout(() => this.connect(), 100);
    };
  }
  send(frame) {
    this.sent.push(JSON.stringify(frame));
    this.ws.send(JSON.stringify(frame));
  }
}

const log = [];
window.test = {
  log,
  async join(path, mic = true, camera = true) {
    const socket = (this.socket = new Socket(path));
    const note = (name) => (...args) => log.push([name, ...args.map((a) => (a instanceof MediaStreamTrack ? a.kind : a))]);
    this.room = new MediaRoom(
      socket,
      { onState: note("state"), onTrack: note("track"), onTrackGone: note("gone"), onFirstFrame: note("frame"), onTalking: note("talking"), onMuted: note("muted") },
      { audioInto: document.body, adapt: false },
    );
    if (mic) await this.room.setMic(true);
    if (camera) await this.room.setCamera(true);
  },
  /** For each of these seats the color seen and the tone heard. */
  async look(seats) {
    const one = async (seat) => {
      const [video, audio] = ["video", "audio"].map((k) => this.room.track(seat, k));
      return [video ? await hearthTest.color(video) : null, audio ? await hearthTest.tone(audio) : null];
    };
    return Object.fromEntries(await Promise.all(seats.map(async (s) => [s, await one(s)])));
  },
  echo(path, options) {
    this.socket = new Socket(path);
    return echoTest(this.socket, options);
  },
  flood(frames) {
    for (const f of frames) this.socket.ws.send(f);
  },
};
document.title = "ready";
