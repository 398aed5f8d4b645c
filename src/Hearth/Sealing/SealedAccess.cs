using System.Reflection;
using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hearth.Sealing;

/// <summary>Every sealed value of the program in scope, whatever room it belongs to: for proving that a house can still be opened. As it stands, sealed.</summary>
public static class SealedAccess
{
    public static async IAsyncEnumerable<(string Table, Sealed Value)> SealedValues(this HearthDb db)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(IProgramOwned).IsAssignableFrom(e.ClrType)).OrderBy(e => e.Name, StringComparer.Ordinal))
            foreach (var property in entity.GetProperties().Where(p => p.ClrType == typeof(Sealed)))
            {
                var values = (IAsyncEnumerable<Sealed?>)columns.MakeGenericMethod(entity.ClrType).Invoke(null, [db, property])!;
                await foreach (var value in values)
                    if (value is not null) yield return (entity.GetTableName()!, value);
            }
    }

    private static readonly MethodInfo columns = typeof(SealedAccess).GetMethod(nameof(Column), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static IAsyncEnumerable<Sealed?> Column<T>(HearthDb db, IProperty property) where T : class =>
        db.Set<T>().Select(row => EF.Property<Sealed?>(row, property.Name)).AsAsyncEnumerable();
}
