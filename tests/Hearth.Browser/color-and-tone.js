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
    }, 66);
    return canvas.captureStream(15).getVideoTracks()[0];
  }

  function voice(hertz) {
    const out = audioContext().createMediaStreamDestination();
    const gain = new GainNode(audioContext(), { gain: 0.3 });
    const tone = new OscillatorNode(audioContext(), { frequency: hertz });
    tone.connect(gain).connect(out);
    tone.start();
    return out.stream.getAudioTracks()[0];
  }

  const be = ({ rgb, hertz }) => {
    navigator.mediaDevices.getUserMedia = async ({ audio, video }) =>
      new MediaStream([...(audio ? [voice(hertz)] : []), ...(video ? [picture(rgb)] : [])]);
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

  /** The name of the tone a track carries now; null when it is silent. */
  async function tone(track, listen = 350) {
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
    const heard = (best * audioContext().sampleRate) / ear.fftSize;
    if (levels[best] < -70) return null;
    const person = nearest((p) => Math.abs(p.hertz - heard));
    return Math.abs(person.hertz - heard) < 30 ? person.name : null;
  }

  async function received() {
    const tracks = connections
      .filter((c) => c.connectionState === "connected")
      .flatMap((c) => c.getTransceivers())
      .filter((t) => ["recvonly", "sendrecv"].includes(t.currentDirection))
      .map((t) => t.receiver.track);
    const of = async (kind, read) => (await Promise.all(tracks.filter((t) => t.kind === kind).map((t) => read(t)))).filter((n) => n !== null);
    const [seen, heard] = await Promise.all([of("video", color), of("audio", tone)]);
    return { seen, heard };
  }

  return { be, color, tone, received, connections };
})();
