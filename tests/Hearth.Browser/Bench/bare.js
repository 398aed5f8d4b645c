// The least that brings a browser into a room of Janus: no server of ours between, no walls, no pages. What Hearth's way in is
// measured against, and what a test speaks to Janus with when it plays somebody who has got hold of the secrets.
class Line {
  constructor(url, secret) {
    this.secret = secret;
    this.waiting = new Map();
    this.handles = new Map();
    this.socket = new WebSocket(url, "janus-protocol");
    this.opened = new Promise((yes, no) => {
      this.socket.onopen = yes;
      this.socket.onerror = () => no(new Error("Janus does not answer."));
    });
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(data));
  }
  take(message) {
    if (message.janus === "ack") return;
    const waiting = this.waiting.get(message.transaction);
    this.waiting.delete(message.transaction);
    if (waiting) waiting(message);
    else this.handles.get(message.sender)?.(message);
  }
  ask(message) {
    const transaction = crypto.randomUUID();
    return new Promise((answered) => {
      this.waiting.set(transaction, answered);
      this.socket.send(JSON.stringify({ ...message, transaction, apisecret: this.secret }));
    });
  }
  async session() {
    await this.opened;
    this.id = (await this.ask({ janus: "create" })).data.id;
    this.beat = setInterval(() => this.socket.send(JSON.stringify({ janus: "keepalive", session_id: this.id, transaction: "k", apisecret: this.secret })), 20000);
  }
  async attach(plugin, heard) {
    const answer = await this.ask({ janus: "attach", session_id: this.id, plugin });
    if (answer.data) this.handles.set(answer.data.id, heard);
    return answer.data?.id ?? null;
  }
  tell(handle_id, body, jsep) {
    return this.ask({ janus: "message", session_id: this.id, handle_id, body, ...(jsep && { jsep }) });
  }
  trickled(handle_id) {
    this.socket.send(JSON.stringify({ janus: "trickle", session_id: this.id, handle_id, candidate: { completed: true }, transaction: "t", apisecret: this.secret }));
  }
}

window.bare = {
  /** Opens camera and microphone, and a line to Janus: as far as a page is that stands before the door. */
  async ready(url, secret) {
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    this.line = new Line(url, secret);
    await this.line.session();
  },

  /** Another Janus took the place of the one before. */
  async again(url, secret, room, id) {
    clearInterval(this.line.beat);
    this.sending?.close();
    this.receiving?.close();
    this.line = new Line(url, secret);
    await this.line.session();
    await this.join(room, id);
  },

  /** In: sends, and hears everybody, those who come later too. */
  async join(room, id, more = {}) {
    const line = this.line;
    let chain = Promise.resolve();
    let hears = null;
    let mine = null;
    const change = (come, left) => {
      if (!come.length && !(left && hears)) return;
      const streams = come.map((p) => ({ feed: p.id }));
      chain = chain.then(async () => {
        let offer;
        if (left) offer = await line.tell(hears, { request: "update", unsubscribe: [{ feed: left }] });
        else if (!hears) {
          this.receiving = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
          hears = await line.attach("janus.plugin.videoroom", () => {});
          offer = await line.tell(hears, { request: "join", ptype: "subscriber", room, private_id: mine, use_msid: false, autoupdate: false, streams });
        } else offer = await line.tell(hears, { request: "update", subscribe: streams });
        if (!offer?.jsep) return;
        await this.receiving.setRemoteDescription(offer.jsep);
        const answer = await this.receiving.createAnswer();
        await this.receiving.setLocalDescription(answer);
        await line.tell(hears, { request: "start" }, { type: "answer", sdp: answer.sdp });
        line.trickled(hears);
        for (const { receiver } of this.receiving.getTransceivers())
          if (receiver.track.kind === "audio" && !receiver.played) {
            receiver.played = new Audio();
            receiver.played.srcObject = new MediaStream([receiver.track]);
            receiver.played.play().catch(() => {});
          }
      });
    };
    const speaks = (this.speaks = await line.attach("janus.plugin.videoroom", ({ plugindata }) => {
      const { publishers = [], unpublished } = plugindata?.data ?? {};
      change(publishers, unpublished !== "ok" && unpublished);
    }));
    const joined = (await line.tell(speaks, { request: "join", ptype: "publisher", room, id })).plugindata.data;
    mine = joined.private_id;
    change(joined.publishers ?? []);
    const pc = (this.sending = new RTCPeerConnection({ bundlePolicy: "max-bundle" }));
    for (const track of this.stream.getTracks()) pc.addTransceiver(track, { direction: "sendonly" });
    await pc.setLocalDescription(await pc.createOffer());
    const answer = await line.tell(speaks, { request: "publish", bitrate: 256000, ...more }, { type: "offer", sdp: pc.localDescription.sdp });
    line.trickled(speaks);
    await pc.setRemoteDescription(answer.jsep);
  },

  /** One request to a plugin, by a handle of its own unless it is the one that speaks; what Janus says to it. */
  async request(plugin, body, speaks = false) {
    const handle = speaks ? this.speaks : await this.line.attach(plugin, () => {});
    if (handle === null) return { refused: "no such plugin" };
    return (await this.line.tell(handle, body)).plugindata?.data ?? {};
  },

  /** A moment in the mirror's plugin, with these wishes. */
  async echo(body) {
    const handle = await this.line.attach("janus.plugin.echotest", () => {});
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    for (const track of this.stream.getTracks()) pc.addTransceiver(track);
    await pc.setLocalDescription(await pc.createOffer());
    const answer = await this.line.tell(handle, body, { type: "offer", sdp: pc.localDescription.sdp });
    this.line.trickled(handle);
    if (answer.jsep) await pc.setRemoteDescription(answer.jsep);
    await new Promise((r) => setTimeout(r, 1500));
    pc.close();
    return answer.plugindata?.data ?? {};
  },
};
document.title = "ready";
