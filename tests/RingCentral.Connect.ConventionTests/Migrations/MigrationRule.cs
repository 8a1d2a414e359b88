using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using RingCentral.Connect.Migrations;

namespace RingCentral.Connect.ConventionTests.Migrations;

/// <summary>
/// A migration only adds, so that nodes of the release before run on while it is applied and afterwards; and it holds no table of theirs for longer than a moment.
/// What takes away says so, and since which release nothing has used it.
/// </summary>
internal static class MigrationRule
{
    private const string Concurrently = "Npgsql:CreatedConcurrently";

    /// <param name="migration">With what its <c>Up</c> does.</param>
    /// <param name="current">The version that is being worked on.</param>
    public static IEnumerable<string> Check(Migration migration, Version current)
    {
        var type = migration.GetType();
        migration.ActiveProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";
        var own = migration.UpOperations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
        var faults = migration.UpOperations.Select(operation => FaultOf(operation, own, type)).OfType<string>();
        return [.. faults.Select(fault => $"{type.Name}: {fault}"), .. CheckContraction(type, current)];
    }

    private static string? FaultOf(MigrationOperation operation, HashSet<string> own, Type type) => operation switch
    {
        CreateTableOperation or CreateSequenceOperation or EnsureSchemaOperation or AlterDatabaseOperation or InsertDataOperation => null,
        ITableMigrationOperation table when own.Contains(table.Table) && operation is not DropColumnOperation => null,
        AddColumnOperation { ComputedColumnSql: null, DefaultValueSql: null } column when column.IsNullable || column.DefaultValue is not null => null,
        AddColumnOperation column =>
            $"the new column {column.Table}.{column.Name} must be nullable or have a constant default: the release before writes rows without it, and anything else rewrites the table.",
        CreateIndexOperation index when !index.IsUnique && index[Concurrently] is true => null,
        CreateIndexOperation { IsUnique: false } index => $"the index {index.Name} must be made concurrently (.Annotation(\"{Concurrently}\", true)): {index.Table} may be large, and nobody writes to it meanwhile.",
        SqlOperation => type.GetCustomAttribute<ExpandsAttribute>() is null && !Contracts(type)
            ? "its SQL needs [Expands(\"…\")] with the reason why the release before runs on with it, or [Contracts]."
            : null,
        _ => Contracts(type)
            ? null
            : $"{operation.GetType().Name} takes away or narrows what the release before may use: do it in a later release, with [Contracts(unusedSince, because)].",
    };

    private static IEnumerable<string> CheckContraction(Type type, Version current) =>
        type.GetCustomAttribute<ContractsAttribute>() is { } contraction && !(Version.TryParse(contraction.UnusedSince, out var since) && since < current)
            ? [$"{type.Name}: [Contracts] names {contraction.UnusedSince}, which is no release before {current}: nodes that still use it would run beside the migration."]
            : [];

    private static bool Contracts(Type type) => type.GetCustomAttribute<ContractsAttribute>() is not null;
}
