// Runs in a page before its own scripts. Keeps what the page says over its open line and what it is told, and, as a browser might
// that means to be found, puts candidates into every description that it sends: its own real ones, and some that were planted.
window.wire = (() => {
  const kept = { sent: [], received: [], own: [], described: [] };
  let planted = null;

  const RealSocket = window.WebSocket;
  window.WebSocket = class extends RealSocket {
    constructor(...args) {
      super(...args);
      kept.socket = this;
      this.addEventListener("message", ({ data }) => kept.received.push(String(data)));
    }
    send(data) {
      if (typeof data === "string") kept.sent.push((data = told(data)));
      super.send(data);
    }
  };

  /** What stands in an SDP inside a JSON text: its ends of line are written as four characters. */
  function told(text) {
    if (!planted || !text.includes("v=0\\r\\n")) return text;
    const more = [...planted.lines, ...kept.own.map((c) => `a=${c}`)].map((l) => `${l}\\r\\n`).join("");
    return text
      .replace(/o=(\S+ \S+ \S+ IN IP4) \S+?(?=\\r\\n)/g, `o=$1 ${planted.address}`)
      .replace(/c=IN IP4 \S+?(?=\\r\\n)/g, `c=IN IP4 ${planted.address}`)
      .replace(/a=mid:\w+\\r\\n/g, (mid) => mid + more);
  }

  const real = RTCPeerConnection.prototype;
  for (const name of ["setRemoteDescription", "addIceCandidate"]) {
    const before = real[name];
    real[name] = function (what) {
      kept.described.push(String(what?.sdp ?? what?.candidate ?? ""));
      return before.apply(this, arguments);
    };
  }
  // The description is not sent before the own candidates are known.
  const setLocal = real.setLocalDescription;
  real.setLocalDescription = async function () {
    this.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && kept.own.push(candidate.candidate));
    await setLocal.apply(this, arguments);
    for (let i = 0; i < 60 && this.iceGatheringState !== "complete" && this.signalingState !== "closed"; i++) await new Promise((r) => setTimeout(r, 50));
  };

  return {
    kept,
    plant: (what) => (planted = what),
    /** One frame over the page's line, as its own scripts send theirs. */
    say: (kind, json) => kept.socket.send(`${JSON.stringify({ type: 1, invocationId: crypto.randomUUID(), target: "Frame", arguments: [kind, json] })}\u001e`),
    async candidates() {
      const found = [];
      for (const pc of hearthTest.connections)
        if (pc.connectionState !== "closed")
          for (const s of (await pc.getStats()).values()) if (s.type === "remote-candidate") found.push([s.address ?? s.ip ?? "", s.port]);
      return found;
    },
  };
})();
