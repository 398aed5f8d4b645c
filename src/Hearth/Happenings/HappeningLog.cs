using System.Security.Cryptography;
using System.Text;
using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;

namespace Hearth.Happenings;

/// <summary>
/// Collects what happens in a scope and appends it to the program's chain in the same transaction as the act.
/// </summary>
public sealed class HappeningLog(HearthDb db, Viewer viewer, Keyring keyring, Pseudonyms pseudonyms, Scopes scopes, Clock clock)
{
    private readonly List<(string Kind, string Subject, Guid? Actor, Guid? About, string Proof)> waiting = [];

    /// <summary>Notes an act; it is written with the transaction that is open.</summary>
    /// <param name="kind">Room and past tense: "sessions.opened".</param>
    /// <param name="subject">The row it happened to.</param>
    /// <param name="about">The person it concerns, if it concerns one.</param>
    /// <param name="actor">Who did it, when it is not the viewer of this scope (a grain acting for somebody).</param>
    /// <param name="proof">The print of words that this act seals for good.</param>
    public void Record(string kind, Guid subject, Guid? about = null, Guid? actor = null, byte[]? proof = null) =>
        waiting.Add((kind, subject.ToString("D"), actor ?? (viewer.SignedIn ? viewer.PersonId : null), about, proof is null ? "" : Convert.ToHexStringLower(proof)));

    public void Drop() => waiting.Clear();

    /// <summary>
    /// Records a read of something sensitive, in a transaction of its own, before the reader sees it: no record, no data.
    /// </summary>
    public Task RecordReadAsync(string kind, Guid subject, Guid? about = null, CancellationToken cancel = default)
    {
        var reader = viewer.PersonId;
        return scopes.WriteAsync(db.CurrentProgram, services =>
        {
            services.GetRequiredService<HappeningLog>().Record(kind, subject, about, reader);
            return Task.CompletedTask;
        }, cancel);
    }

    /// <summary>Writes what was recorded. The chain's head is locked from here to the commit, so this comes last.</summary>
    public async Task AppendAsync(CancellationToken cancel = default)
    {
        if (waiting.Count == 0) return;
        var program = db.CurrentProgram;
        var chain = await keyring.CurrentAsync(program, Guid.Empty, KeyPurpose.Chain, cancel);

        // The update locks the head's row to the commit. The first writers of a new program may meet at its making.
        if (await LockHeadAsync(program, cancel) == 0)
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "ChainHeads" ("ProgramId", "LastNumber", "LastHash") VALUES ({program}, 0, {new byte[32]}) ON CONFLICT DO NOTHING""", cancel);
            await LockHeadAsync(program, cancel);
        }
        var head = await db.ChainHead().SingleAsync(cancel);
        await db.Entry(head).ReloadAsync(cancel);

        var number = head.LastNumber - waiting.Count;
        foreach (var (kind, subject, actor, about, proof) in waiting)
        {
            number++;
            var (at, by, whom) = (clock.Now, await pseudonyms.OfAsync(actor, cancel), await pseudonyms.OfAsync(about, cancel));
            var happening = Happening.Write(program, number, at, kind, by, whom, subject, proof,
                Link(chain.Bytes, head.LastHash, program, number, at, kind, by, whom, subject, proof));
            head.Follow(happening);
            db.Add(happening);
        }
        waiting.Clear();
        await db.SaveChangesAsync(cancel);
    }

    private Task<int> LockHeadAsync(Guid program, CancellationToken cancel) => db.ChainHead().Where(h => h.ProgramId == program)
        .ExecuteUpdateAsync(h => h.SetProperty(x => x.LastNumber, x => x.LastNumber + waiting.Count), cancel);

    internal static byte[] Link(byte[] key, byte[] before, Guid program, long number, NodaTime.Instant at, string kind, string actor, string about, string subject, string proof)
    {
        // Lengths first, so that no two rows have one canonical form.
        string[] parts = [program.ToString("N"), number.ToString(System.Globalization.CultureInfo.InvariantCulture), InstantPattern.ExtendedIso.Format(at), kind, actor, about, subject, proof];
        var canonical = string.Concat(parts.Select(p => $"{p.Length}:{p}"));
        return HMACSHA256.HashData(key, (byte[])[.. before, .. Encoding.UTF8.GetBytes(canonical)]);
    }
}
