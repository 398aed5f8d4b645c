namespace Hearth.Browser.Media;

public class OfferTests(Chromium chromium)
{
    /// <summary>
    /// Found by six people who came back from a break at once: one of them heard nobody ever after. A connection that is closed
    /// while it takes an offer never says whether it took it.
    /// </summary>
    [Fact]
    public async Task An_offer_that_was_never_finished_does_not_hold_up_the_next_connection()
    {
        await using var circle = await Circle.OpenAsync(chromium);
        var page = await circle.PageAsync(ColorAndTone.All[0]);
        var answers = await page.EvaluateAsync<int>(
            """
            async () => {
              const { MediaRoom } = await import("/live.js");
              const offer = async () => {
                const pc = new RTCPeerConnection();
                pc.addTransceiver("audio", { direction: "sendonly" });
                const made = await pc.createOffer();
                return { t: "offer", id: 1, sdp: made.sdp, streams: [{ mid: "0", seat: "b", kind: "audio" }] };
              };
              const welcome = (epoch) => ({ t: "welcome", epoch, seat: "a", fresh: true, echo: false, bitrate: 256000, answeredId: null });
              const [first, second] = [await offer(), await offer()];
              const taking = new Promise((started) => {
                const real = RTCPeerConnection.prototype.setRemoteDescription;
                RTCPeerConnection.prototype.setRemoteDescription = function () {
                  RTCPeerConnection.prototype.setRemoteDescription = real;
                  started();
                  return new Promise(() => {}); // as a closed connection does
                };
              });
              let answers = 0;
              const answered = new Promise((done) => {
                const transport = { open: true, send: (frame) => { if (frame.t === "answer") done(++answers); } };
                window.room = new MediaRoom(transport);
                transport.onframe(welcome("1"));
                transport.onframe(first);
                taking.then(() => {
                  transport.onframe(welcome("2"));
                  transport.onframe(second);
                });
              });
              await Promise.race([answered, new Promise((r) => setTimeout(r, 15000))]);
              return answers;
            }
            """);
        Assert.Equal(1, answers);
    }
}
