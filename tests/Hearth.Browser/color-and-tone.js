// Runs in every page of a test before the page's own scripts.
window.hearthTest = (() => {
  const people = /*PEOPLE*/[];
  const connections = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...args) {
      super(...args);
      connections.push(this);
    }
  };

  let context;
  const audioContext = () => (context ??= new AudioContext({ sampleRate: 48000 }));

  function picture([r, g, b]) {
    const canvas = document.createElement("canvas");
    canvas.width = 160;
    canvas.height = 90;
    const paper = canvas.getContext("2d");
    let n = 0;
    // A small mark moves, so that every frame differs and is sent.
    setInterval(() => {
      paper.fillStyle = `rgb(${r},${g},${b})`;
      paper.fillRect(0, 0, 160, 90);
      paper.fillStyle = "#888";
      paper.fillRect((n += 3) % 160, 0, 4, 6);
    }, 100);
    return canvas.captureStream(10).getVideoTracks()[0];
  }

  /** A tone all the time; or, chatting, softly for two seconds now and then. */
  function voice(hertz, chat) {
    const out = audioContext().createMediaStreamDestination();
    const gain = new GainNode(audioContext(), { gain: chat ? 0 : 0.3 });
    if (chat) {
      const speak = () => {
        const at = audioContext().currentTime;
        gain.gain.setTargetAtTime(0.04, at, 0.05);
        gain.gain.setTargetAtTime(0, at + 2, 0.05);
        setTimeout(speak, 8000 + Math.random() * 12000);
      };
      setTimeout(speak, Math.random() * 12000);
    }
    const tone = new OscillatorNode(audioContext(), { frequency: hertz });
    tone.connect(gain).connect(out);
    tone.start();
    return out.stream.getAudioTracks()[0];
  }

  const be = ({ rgb, hertz }, chat = false) => {
    navigator.mediaDevices.getUserMedia = async ({ audio, video }) =>
      new MediaStream([...(audio ? [voice(hertz, chat)] : []), ...(video ? [picture(rgb)] : [])]);
  };

  const nearest = (distance) => people.reduce((a, b) => (distance(b) < distance(a) ? b : a));

  /** The name of the color a track shows now; null when no frame comes. */
  async function color(track, patience = 1200) {
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const timer = setTimeout(() => reader.cancel().catch(() => {}), patience);
    const { value: frame } = await reader.read();
    clearTimeout(timer);
    reader.cancel().catch(() => {});
    if (!frame) return null;
    const paper = new OffscreenCanvas(16, 16).getContext("2d");
    paper.drawImage(frame, 0, 0, 16, 16);
    frame.close();
    const seen = paper.getImageData(8, 10, 1, 1).data;
    return nearest((p) => p.rgb.reduce((sum, c, i) => sum + (c - seen[i]) ** 2, 0)).name;
  }

  /** The loudest frequency of a track now; null when it is silent. */
  async function pitch(track, listen = 350) {
    const source = audioContext().createMediaStreamSource(new MediaStream([track]));
    const ear = new AnalyserNode(audioContext(), { fftSize: 8192, smoothingTimeConstant: 0 });
    source.connect(ear);
    await new Promise((r) => setTimeout(r, listen));
    const levels = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(levels);
    source.disconnect();
    let best = 0;
    levels.forEach((level, i) => {
      if (level > levels[best]) best = i;
    });
    return levels[best] < -70 ? null : (best * audioContext().sampleRate) / ear.fftSize;
  }

  /** The name of the tone a track carries now; null when it is silent. */
  async function tone(track, listen = 350) {
    const heard = await pitch(track, listen);
    if (heard === null) return null;
    const person = nearest((p) => Math.abs(p.hertz - heard));
    return Math.abs(person.hertz - heard) < 30 ? person.name : null;
  }

  const incoming = () =>
    connections
      .filter((c) => c.connectionState === "connected")
      .flatMap((c) => c.getTransceivers())
      .filter((t) => ["recvonly", "sendrecv"].includes(t.currentDirection))
      .map((t) => t.receiver.track);

  /** What is heard, in hertz, from whomever it is. */
  const hertz = async () => (await Promise.all(incoming().filter((t) => t.kind === "audio").map((t) => pitch(t)))).filter((h) => h !== null);

  /** Pictures decoded so far, one number a line. */
  async function frames() {
    const all = [];
    for (const c of connections) if (c.connectionState === "connected") for (const s of (await c.getStats()).values()) if (s.type === "inbound-rtp" && s.kind === "video") all.push(s.framesDecoded ?? 0);
    return all;
  }

  async function received() {
    const tracks = incoming();
    const of = async (kind, read) => (await Promise.all(tracks.filter((t) => t.kind === kind).map((t) => read(t)))).filter((n) => n !== null);
    const [seen, heard] = await Promise.all([of("video", color), of("audio", tone)]);
    return { seen, heard };
  }

  /** Packets that came in over all connections so far. */
  async function packets() {
    let sum = 0;
    for (const c of connections) if (c.connectionState !== "closed") for (const s of (await c.getStats()).values()) if (s.type === "inbound-rtp") sum += s.packetsReceived;
    return sum;
  }

  let longest = 0, watching = 0, watched = 0;
  /** Looks ten times a second whether anything came in. A page that could not look has not seen silence: a look counts 200 ms at the most. */
  function watchPackets() {
    let last = -1, looked = performance.now(), silent = 0;
    watched = looked;
    longest = 0;
    clearInterval(watching);
    watching = setInterval(async () => {
      const sum = await packets();
      const now = performance.now();
      silent = sum === last ? silent + Math.min(now - looked, 200) : 0;
      [last, looked] = [sum, now];
      longest = Math.max(longest, silent);
    }, 100);
  }

  return { be, color, tone, received, hertz, frames, packets, watchPackets, longestSilence: () => longest, watchedFor: () => performance.now() - watched, connections };
})();
