using System.Security.Cryptography;
using Hearth.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Sealing;

public class SealerTests(HearthHost host)
{
    [Fact]
    public async Task A_sealed_value_opens_in_its_place_and_nowhere_else()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        var value = await In(cast, s => s.SealAsync(cast.Wren.PersonId, "Test.Text/1", "the parked car"));

        Assert.Equal("the parked car", await In(cast, s => s.OpenAsync("Test.Text/1", value)));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => In(cast, s => s.OpenAsync("Test.Text/2", value)));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => In(other, s => s.OpenAsync("Test.Text/1", value)));
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_is_refused()
    {
        var cast = await Cast.GatherAsync(host);
        var value = await In(cast, s => s.SealForProgramAsync("Test.Text/1", "x"));
        for (var i = 0; i < value.Bytes.Length; i++)
        {
            var bytes = value.Bytes.ToArray();
            bytes[i] ^= 1;
            await Assert.ThrowsAnyAsync<CryptographicException>(() => In(cast, s => s.OpenAsync("Test.Text/1", new Sealed(bytes))));
        }
    }

    private Task<T> In<T>(Cast cast, Func<Sealer, Task<T>> work) => host.Scopes.ReadAsync(cast.ProgramId, s => work(s.GetRequiredService<Sealer>()));
}
