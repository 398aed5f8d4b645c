using Hearth.LiveRooms.Media;
using Hearth.LiveRooms.Rules;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.LiveRooms;

/// <summary>The machine's clock is set right in the middle of an evening: for the room, no time has passed.</summary>
public class JumpTests(JumpTests.JumpingHouse house) : IClassFixture<JumpTests.JumpingHouse>
{
    public sealed class JumpingHouse : HearthHost
    {
        public JumpingClock Time { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
        }
    }

    /// <summary>What time it is can be moved; how long something lasts cannot.</summary>
    public sealed class JumpingClock : TimeProvider
    {
        private long moved;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref moved));

        public void Jump(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Nobody_is_away_and_nobody_has_spoken_for_an_hour(int hours)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var circle = await Circle.OpenAsync(house, "Wren");
        var (before, wren) = (await circle.StateAsync(), circle.Cast.Wren.PersonId);
        Assert.Equal(2, before.Inside.Count(p => p.Connected));
        house.Media.Raise(new SeatTalks(before.Room!, before.Find(wren)!.Seat, true, 20));
        await Circle.UntilAsync(async () => (await circle.Grain.LookAsync()).SecondsSpoken.ContainsKey(wren));

        house.Time.Jump(TimeSpan.FromHours(hours));
        await Task.Delay(TimeSpan.FromSeconds(5), cancel); // the room looks every two seconds who is here, and is told every three
        Assert.InRange((await circle.Grain.LookAsync()).SecondsSpoken[wren], 0, 600);
        house.Time.Jump(TimeSpan.FromHours(-hours));
        Assert.DoesNotContain(await circle.LogAsync(), e => e.Read() is LineChanged { Connected: false });
    }
}
