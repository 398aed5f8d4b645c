using Hearth.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Orleans.Runtime;

namespace Hearth.Tests.Html;

/// <summary>What is only away for a moment is told apart from a defect: a page sends again what met the one, and not what met the other.</summary>
public class AwayTests
{
    public static TheoryData<Exception, int> Met => new()
    {
        { new NpgsqlException("gone", new IOException()), 503 },
        { new PostgresException("starting up", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow), 503 },
        { new PostgresException("shutting down", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown), 503 },
        { new DbUpdateException("", new NpgsqlException("gone", new IOException())), 503 },
        { new InvalidOperationException("", new DbUpdateException("", new NpgsqlException("gone", new EndOfStreamException()))), 503 },
        { new TimeoutException(), 503 },
        { new BadHttpRequestException("", 413), 413 },
        { new DbUpdateException("", new PostgresException("twice", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation)), 500 },
        { new InvalidOperationException(), 500 },
    };

    [Theory, MemberData(nameof(Met))]
    public void What_is_away_is_told_from_a_defect(Exception met, int code) => Assert.Equal(code, SayWhy.CodeOf(met));
}
